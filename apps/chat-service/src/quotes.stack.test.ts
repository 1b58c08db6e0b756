import type { ServerFrameOf } from "@hubbub/ws-protocol";
import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import type { TestUser } from "./testing/fake-user-service.ts";
import { newRoom } from "./testing/new-room.ts";
import { type ChatInstance, type ChatStack, startChatStack } from "./testing/start-chat-stack.ts";
import type { TestSocket } from "./testing/test-socket.ts";

let stack: ChatStack;
let one: ChatInstance;
let two: ChatInstance;
let ann: TestUser;
let bob: TestUser;

beforeAll(async () => {
  stack = await startChatStack();
  [one, two] = await Promise.all([stack.start("chat-1"), stack.start("chat-2")]);
  [ann, bob] = [await stack.users.register("ann"), await stack.users.register("bob")];
});
afterAll(() => stack.stop());

const join = (socket: TestSocket, room_id: number, more: object = {}) =>
  socket.ask({ type: "join_room", room_id, ...more }, "room_joined");
const say = (socket: TestSocket, room_id: number, content: string, more: object = {}) =>
  socket.ask({ type: "send_message", room_id, content, ...more }, "message_ack");

/** Ann on one instance asks, Bob on the other answers, and both have seen it. */
async function answered(content: string) {
  const roomId = await newRoom(one, ann);
  const [anns, bobs] = [await one.connect(ann), await two.connect(bob)];
  for (const socket of [anns, bobs]) await join(socket, roomId);
  const { seq: asked } = await say(anns, roomId, content);
  const { seq: reply } = await say(bobs, roomId, "yes", { reply_to: asked });
  const seen = await Promise.all([anns, bobs].map((socket) => socket.next("new_message", ({ seq }) => seq === reply)));
  const quote = { seq: asked, user_id: ann.userId, username: "ann", content };
  return { roomId, anns, bobs, asked, reply, quote, seen };
}

/** All that somebody is told of the room who comes back on this instance with a position, or reads it anew. */
async function toldOn(instance: ChatInstance, roomId: number, afterSeq: number) {
  const [resuming, fresh] = [await instance.connect(bob), await instance.connect(bob)];
  const resumed = await join(resuming, roomId, { after_seq: afterSeq });
  await resuming.ask({ type: "ping" }, "pong");
  const joined = await join(fresh, roomId);
  const history = await fresh.ask({ type: "history", room_id: roomId }, "history");
  const page = await instance.rest("GET", `/api/v1/rooms/${roomId}/messages`, { as: bob });
  return { recovered: resumed.recovered, frames: resuming.frames, joined, history, page: page.json };
}

const quotesIn = (messages: unknown) =>
  (messages as ServerFrameOf<"new_message">[]).flatMap(({ quote }) => (quote === undefined ? [] : [quote]));

test("an answer shows what it answers on every instance, to who was away, in pages, and over REST", async () => {
  const { roomId, asked, quote, seen } = await answered("shall we?");
  for (const frame of seen) expect(frame).toMatchObject({ reply_to: asked, quote });

  const body = { content: "no", reply_to: asked };
  const { json: sent } = await one.rest("POST", `/api/v1/rooms/${roomId}/messages`, { as: bob, body });
  expect(sent).toMatchObject({ reply_to: asked, quote });
  expect(sent["quote"]).toEqual(quote);
  for (const instance of [one, two]) {
    const told = await toldOn(instance, roomId, asked);
    expect(told.recovered).toBe(true);
    expect(quotesIn(told.frames)).toEqual([quote, quote]);
    for (const { messages } of [told.joined, told.history, told.page]) {
      expect(quotesIn(messages)).toEqual([quote, quote]);
    }
  }
});

test("nothing of a deleted text is told any more by any instance, in no quote either", async () => {
  const { roomId, anns, bobs, asked, quote } = await answered("a secret");
  await anns.ask({ type: "edit_message", room_id: roomId, seq: asked, content: "a secret still" }, "ok");
  const told = await toldOn(two, roomId, asked);
  expect(told.recovered).toBe(true);
  expect(quotesIn(told.frames)).toEqual([{ ...quote, content: "a secret still" }]);

  await anns.ask({ type: "delete_message", room_id: roomId, seq: asked }, "ok");
  for (const socket of [anns, bobs]) await socket.next("message_deleted");
  for (const instance of [one, two]) {
    const after = await toldOn(instance, roomId, asked);
    expect(after.recovered).toBe(true);
    expect(JSON.stringify(after)).not.toContain("secret");
    for (const messages of [after.frames, after.joined.messages, after.history.messages, after.page["messages"]]) {
      expect(quotesIn(messages)).toEqual([{ ...quote, content: "", deleted: true }]);
    }
  }
});

test("nothing of a message that the room does not keep any longer is told in a quote of one that it keeps", async () => {
  const { roomId, anns, bobs, asked, reply, quote } = await answered("a secret");
  await stack.sql(
    `update room_log set created_at = created_at - interval '9 days' where room_id = ${roomId} and seq <= ${asked}`,
  );
  // The job empties old messages once an hour; here the log is told as it tells it.
  const item = { n: 0, do: "expire", kind: "messages_expired", room_id: roomId, actor_id: 0, admin: false };
  const step = {
    client_msg_id: "expiry",
    in_archived: true,
    anywhere: true,
    before: new Date(Date.now() - 86_400_000),
  };
  const steps = JSON.stringify([{ do: "change", items: [{ ...item, ...step, max: 1_000 }] }]);
  await stack.sql(`select append_to_log('{${roomId}}', '${steps}')`);
  for (const socket of [anns, bobs]) await socket.next("messages_expired");
  for (const instance of [one, two]) {
    const told = await toldOn(instance, roomId, reply - 1);
    expect(told.recovered).toBe(true);
    expect(JSON.stringify(told)).not.toContain("secret");
    for (const messages of [told.frames, told.joined.messages, told.page["messages"]]) {
      expect(quotesIn(messages)).toEqual([{ ...quote, content: "", deleted: true }]);
    }
  }
});

test("an instance of the release before says no quote with an answer, and no page lacks it for that", async () => {
  const redis = new Redis(stack.redis.operatorUrl);
  onTestFinished(() => redis.disconnect());
  const { roomId, anns, asked, reply, quote } = await answered("shall we?");
  const [{ epoch } = {}] = await stack.sql("select epoch from log_epoch");
  const publish = (seq: number, frame: object) =>
    redis.publish(`hubbub:room:${roomId}`, `1 ${String(epoch)} ${seq} 1 0 0 - -\n${JSON.stringify(frame)}`);

  // Its functions are those of today, its frames its own.
  const place = { n: 0, room_id: roomId, actor_id: bob.userId, admin: false };
  const body = { username: "bob", content: "of before", reply_to: asked };
  const post = { do: "post", items: [{ ...place, client_msg_id: "before 1", body }] };
  await stack.sql(`select append_to_log('{${roomId}}', '${JSON.stringify([post])}')`);
  const [created_at, message] = ["2026-01-01T00:00:00.000Z", { user_id: bob.userId, username: "bob", reactions: [] }];
  const of = { id: `${roomId}:${reply + 1}`, room_id: roomId, seq: reply + 1, client_msg_id: "before 1", created_at };
  await publish(reply + 1, { type: "new_message", ...of, ...message, content: "of before", reply_to: asked });
  const seen = await anns.next("new_message", ({ content }) => content === "of before");
  expect(seen).toMatchObject({ reply_to: asked });
  // Where it was read from the log before it came, it has one.
  expect([undefined, quote]).toContainEqual(seen.quote);
  expect(quotesIn((await toldOn(one, roomId, reply)).joined.messages)).toEqual([quote, quote]);

  // It does not say who quotes what it edits: who resumes from a ring hears of the edit behind the quote.
  const edit = { do: "edit", kind: "message_edited", actor_id: ann.userId, username: "ann", client_msg_id: "before 2" };
  const change = { do: "change", items: [{ ...place, ...edit, seq: asked, content: "shall we go?" }] };
  await stack.sql(`select append_to_log('{${roomId}}', '${JSON.stringify([change])}')`);
  const edited = { target_seq: asked, user_id: ann.userId, username: "ann", content: "shall we go?" };
  const event = { type: "message_edited", room_id: roomId, seq: reply + 2, created_at, edited_at: created_at };
  await publish(reply + 2, { ...event, ...edited });
  await anns.next("message_edited");
  const told = await toldOn(one, roomId, asked);
  const [heard] = told.frames.filter(({ type }) => type === "message_edited");
  expect(heard).toMatchObject({ target_seq: asked, content: "shall we go?" });
  expect(quotesIn(told.joined.messages).map(({ content }) => content)).toEqual(["shall we go?", "shall we go?"]);
});
