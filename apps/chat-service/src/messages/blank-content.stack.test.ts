import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestUser } from "../testing/fake-user-service.ts";
import { newRoom } from "../testing/new-room.ts";
import { type ChatInstance, type ChatStack, startChatStack } from "../testing/start-chat-stack.ts";
import type { TestSocket } from "../testing/test-socket.ts";
import { TestSocketIo } from "../testing/test-socket-io.ts";

let stack: ChatStack;
let chat: ChatInstance;
let ada: TestUser;
let native: TestSocket;
let socketIo: TestSocketIo;
let roomId: number;
let seq: number;

beforeAll(async () => {
  stack = await startChatStack();
  chat = await stack.start("chat-1", { RATE_LIMITS: "off" });
  ada = await stack.users.register("ada");
  await stack.users.register("bob");
  roomId = await newRoom(chat, ada);
  native = await chat.connect(ada);
  await native.ask({ type: "join_room", room_id: roomId }, "room_joined");
  ({ seq } = await native.ask({ type: "send_message", content: "\u200bseen" }, "message_ack"));
  socketIo = new TestSocketIo(chat.httpPort, { auth: { token: ada.token } });
  await socketIo.ask("join_room", { roomId });
});

afterAll(async () => {
  socketIo.close();
  await stack.stop();
});

const blanks = ["", " \n", "\u0085", "\u200b", "\u2060", "\u2800", "\u3164", "\u200e", "\ufe0f", "\u{1d159}\u00ad "];

test.each(blanks)("%j is an empty message, however it is sent, and nothing is left of it", async (content) => {
  const path = `/api/v1/rooms/${roomId}/messages`;
  const problem = { status: 400, json: { errors: [{ field: "content", message: "The message is empty" }] } };
  expect(await chat.rest("POST", path, { as: ada, body: { content } })).toMatchObject(problem);
  expect(await chat.rest("PATCH", `${path}/${seq}`, { as: ada, body: { content } })).toMatchObject(problem);

  const refused = { code: "invalid_argument", field: "content", message: "The message is empty" };
  for (const command of [
    { type: "send_message", room_id: roomId },
    { type: "edit_message", room_id: roomId, seq },
    { type: "dm", to: "bob" },
    { type: "group", to: "general" },
  ]) {
    expect(await native.ask({ ...command, content }, "error"), command.type).toMatchObject(refused);
  }
  expect(await socketIo.ask("send_message", { roomId, message: content })).toMatchObject({
    ok: false,
    field: "message",
    message: "The message is empty",
  });
  const { json } = await chat.rest("GET", path, { as: ada });
  expect(json).toMatchObject({ messages: [{ seq, content: "\u200bseen" }] });
});

test("a reaction that shows nothing is refused, and one that is there can be taken back", async () => {
  const react = { type: "react", room_id: roomId, seq, emoji: "\u200b" };
  expect(await native.ask({ ...react, on: true }, "error")).toMatchObject({
    field: "emoji",
    message: "The emoji shows nothing",
  });
  expect(await native.ask({ ...react, on: false }, "ok")).toMatchObject({ room_id: roomId });
});
