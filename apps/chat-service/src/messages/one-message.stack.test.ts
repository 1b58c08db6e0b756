import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestUser } from "../testing/fake-user-service.ts";
import { newRoom } from "../testing/new-room.ts";
import { type ChatInstance, type ChatStack, startChatStack } from "../testing/start-chat-stack.ts";
import { startConversation } from "../testing/start-conversation.ts";

let stack: ChatStack;
let one: ChatInstance;
let two: ChatInstance;
let ada: TestUser;
let bob: TestUser;
let eve: TestUser;
let root: TestUser;

beforeAll(async () => {
  stack = await startChatStack();
  [one, two] = await Promise.all([stack.start("chat-1"), stack.start("chat-2", { EDIT_HISTORY: "moderators" })]);
  [ada, bob, eve] = await Promise.all([
    stack.users.register("ada"),
    stack.users.register("bob"),
    stack.users.register("eve"),
  ]);
  root = await stack.users.register("root", { admin: true });
});
afterAll(() => stack.stop());

const conversation = () => startConversation(one, ada, two, bob);
const get = (chat: ChatInstance, as: TestUser, path: string) => chat.rest("GET", `/api/v1/rooms/${path}`, { as });
const nothing = { status: 404, json: { code: "message_not_found" } };

describe("a message by its seq", () => {
  test("is as pages show it, and stays where it was deleted, empty", async () => {
    const { roomId, adas } = await conversation();
    const { seq } = await adas.ask({ type: "send_message", content: "hello" }, "message_ack");
    const { json } = await get(two, bob, `${roomId}/messages`);
    expect((await get(one, bob, `${roomId}/messages/${seq}`)).json).toEqual((json["messages"] as object[])[0]);
    await adas.ask({ type: "delete_message", seq }, "ok");
    const deleted = await get(two, bob, `${roomId}/messages/${seq}`);
    expect(deleted).toMatchObject({ status: 200, json: { seq, content: "", deleted_at: expect.any(String) } });
  });

  test("is not found where there is another event, or nothing, or what the room no longer keeps", async () => {
    const { roomId, adas } = await conversation();
    const { seq } = await adas.ask({ type: "send_message", content: "hello" }, "message_ack");
    await adas.ask({ type: "react", seq, emoji: "👍", on: true }, "ok");
    for (const other of [1, seq + 1, seq + 100, Number.MAX_SAFE_INTEGER]) {
      expect(await get(one, ada, `${roomId}/messages/${other}`)).toMatchObject(nothing);
    }
    await stack.sql(`update rooms set expired_seq = ${seq} where id = ${roomId}`);
    expect(await get(one, ada, `${roomId}/messages/${seq}`)).toMatchObject(nothing);
  });

  test("of a room that one may not see is answered like the room", async () => {
    const roomId = await newRoom(one, ada, "private");
    const path = `/api/v1/rooms/${roomId}/messages`;
    const { json } = await one.rest("POST", path, { as: ada, body: { content: "secret" } });
    const seq = String(json["seq"]);
    for (const rest of [seq, `${seq}/edits`, "at?time=2026-01-01T00:00:00Z"]) {
      expect(await get(two, eve, `${roomId}/messages/${rest}`)).toMatchObject({
        status: 404,
        json: { code: "room_not_found", errors: [{ field: "room_id" }] },
      });
    }
  });
});

test("the first message at a time or after it is told by its time, with any offset", async () => {
  const { roomId, adas } = await conversation();
  const acks = [];
  for (const content of ["one", "two"]) acks.push(await adas.ask({ type: "send_message", content }, "message_ack"));
  await stack.sql(
    `update room_log set created_at = '2026-03-01T12:00:00Z' where room_id = ${roomId} and seq = ${acks[0]?.seq}`,
  );
  const at = (time: string) => get(two, bob, `${roomId}/messages/at?time=${encodeURIComponent(time)}`);
  expect(await at("2026-03-01T13:00:00+01:00")).toMatchObject({ status: 200, json: { content: "one" } });
  expect(await at("2026-03-01T12:00:00.001Z")).toMatchObject({ status: 200, json: { content: "two" } });
  expect(await at("2999-01-01T00:00:00Z")).toMatchObject({ status: 404, json: { code: "message_not_found" } });
  for (const path of ["at", "at?time=", "at?time=yesterday", "at?time=1"]) {
    expect(await get(one, bob, `${roomId}/messages/${path}`), path).toMatchObject({
      status: 400,
      json: { code: "invalid_argument", errors: [{ field: "time" }] },
    });
  }
});

describe("reactions", () => {
  test("go on and off over REST as over the socket, and all who joined see them", async () => {
    const { roomId, adas, bobs } = await conversation();
    const { seq } = await adas.ask({ type: "send_message", content: "hello" }, "message_ack");
    const path = (emoji: string) => `/api/v1/rooms/${roomId}/messages/${seq}/reactions/${encodeURIComponent(emoji)}`;
    const on = await two.rest("PUT", path("👩‍👩‍👧"), { as: bob });
    expect(on).toMatchObject({ status: 200, json: { seq, reactions: [{ emoji: "👩‍👩‍👧", user_ids: [bob.userId] }] } });
    expect((await two.rest("PUT", path("👩‍👩‍👧"), { as: bob, body: {} })).json).toEqual(on.json);
    expect(await adas.next("reaction")).toMatchObject({ target_seq: seq, emoji: "👩‍👩‍👧", on: true });
    await bobs.ask({ type: "react", seq, emoji: "a/b", on: true }, "ok");
    await two.rest("DELETE", path("a/b"), { as: bob });
    const off = await two.rest("DELETE", path("👩‍👩‍👧"), { as: bob });
    expect(off).toMatchObject({ status: 200, json: { reactions: [] } });
    expect(await two.rest("DELETE", path("👩‍👩‍👧"), { as: bob })).toMatchObject({ status: 200 });
  });

  test("are refused for what is no message, what shows nothing and what is too long", async () => {
    const { roomId, adas } = await conversation();
    const { seq } = await adas.ask({ type: "send_message", content: "hello" }, "message_ack");
    const put = (of: number, emoji: string) =>
      two.rest("PUT", `/api/v1/rooms/${roomId}/messages/${of}/reactions/${emoji}`, { as: bob });
    expect(await put(1, "x")).toMatchObject(nothing);
    for (const emoji of ["%20", "%E2%80%8B", "%00", "x".repeat(17)]) {
      expect(await put(seq, emoji), emoji).toMatchObject({ status: 400, json: { errors: [{ field: "emoji" }] } });
    }
    expect(await put(seq, "%ff")).toMatchObject({ status: 400, json: { errors: [{ field: "emoji" }] } });
    await adas.ask({ type: "delete_message", seq }, "ok");
    expect(await put(seq, "x")).toMatchObject(nothing);
  });
});

describe("the history of a message", () => {
  async function edited(...texts: readonly string[]) {
    const { roomId, adas, bobs } = await conversation();
    const { seq, created_at } = await adas.ask({ type: "send_message", content: "first" }, "message_ack");
    for (const content of texts) await adas.ask({ type: "edit_message", seq, content }, "ok");
    return { roomId, seq, created_at, adas, bobs, path: `${roomId}/messages/${seq}/edits` };
  }

  test("begins with the original and ends with what it says", async () => {
    const { path, created_at, adas } = await edited("second", "third");
    const [second, third] = adas.all("message_edited");
    const by = { user_id: ada.userId };
    expect(await get(one, bob, path)).toMatchObject({ status: 200 });
    expect((await get(one, bob, path)).json).toEqual({
      edits: [
        { content: "first", edited_at: created_at, ...by },
        { content: "second", edited_at: second?.edited_at, ...by },
        { content: "third", edited_at: third?.edited_at, ...by },
      ],
    });
    const plain = await edited();
    expect((await get(one, bob, plain.path)).json).toMatchObject({ edits: [{ content: "first" }] });
  });

  test("of a deleted message is gone, and of what is no message there is none", async () => {
    const { path, adas, seq, roomId } = await edited("second");
    await adas.ask({ type: "delete_message", seq }, "ok");
    expect(await get(one, ada, path)).toMatchObject({ status: 200, json: { edits: [] } });
    expect(await get(one, ada, `${roomId}/messages/1/edits`)).toMatchObject(nothing);
  });

  test("is at most the original and the newest hundred, and no more than a page of bytes", async () => {
    const { path, roomId, seq } = await edited();
    const edits = (from: number, to: number, content: string) =>
      stack.sql(`insert into room_log (room_id, seq, kind, actor_id, client_msg_id, target_seq, body, created_at)
        select ${roomId}, 1000 + n, 'message_edited', ${ada.userId}, 'e' || n, ${seq},
               jsonb_build_object('username', 'ada', 'content', ${content}), now() from generate_series(${from}, ${to}) n`);
    await edits(1, 150, "'edit ' || n");
    const { json } = await get(one, ada, path);
    const shown = (json["edits"] as { content: string }[]).map(({ content }) => content);
    expect(shown).toEqual(["first", ...Array.from({ length: 100 }, (_, n) => `edit ${n + 51}`)]);
    await edits(151, 250, "repeat('ä', 4000)");
    const large = await get(one, ada, path);
    expect(JSON.stringify(large.json).length).toBeLessThan(270_000);
    expect((large.json["edits"] as { content: string }[])[0]?.content).toBe("first");
  });

  test("is for members of the room, or for those who look after it, as the server is set", async () => {
    const { path } = await edited("second");
    const statusFor = async (chat: ChatInstance) => {
      const statuses = [];
      for (const as of [ada, bob, eve, root]) statuses.push((await get(chat, as, path)).status);
      return statuses;
    };
    expect(await statusFor(one)).toEqual([200, 200, 403, 200]);
    expect(await statusFor(two)).toEqual([200, 403, 403, 200]);
    const off = await stack.start("chat-3", { EDIT_HISTORY: "off" });
    expect(await statusFor(off)).toEqual([403, 403, 403, 403]);
    expect((await get(off, ada, path)).json).toMatchObject({ code: "forbidden" });
  });
});
