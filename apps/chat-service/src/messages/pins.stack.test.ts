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
  [one, two] = await Promise.all([
    stack.start("chat-1", { RATE_LIMITS: "off" }),
    stack.start("chat-2", { RATE_LIMITS: "off" }),
  ]);
  [ada, bob, eve] = await Promise.all([
    stack.users.register("ada"),
    stack.users.register("bob"),
    stack.users.register("eve"),
  ]);
  root = await stack.users.register("root", { admin: true });
});
afterAll(() => stack.stop());

const conversation = () => startConversation(one, ada, two, bob);
const pin = (as: TestUser, roomId: number, seq: number) =>
  two.rest("PUT", `/api/v1/rooms/${roomId}/messages/${seq}/pin`, { as });
const unpin = (as: TestUser, roomId: number, seq: number) =>
  one.rest("DELETE", `/api/v1/rooms/${roomId}/messages/${seq}/pin`, { as });
const pins = (as: TestUser, roomId: number) => one.rest("GET", `/api/v1/rooms/${roomId}/pins`, { as });
const say = async (as: TestUser, roomId: number, content = "hello") => {
  const { json } = await one.rest("POST", `/api/v1/rooms/${roomId}/messages`, { as, body: { content } });
  return Number(json["seq"]);
};

async function pinnedIn(roomId: number, as = ada): Promise<number[]> {
  const { json } = await pins(as, roomId);
  return (json["messages"] as { seq: number }[]).map(({ seq }) => seq);
}

describe("a pin", () => {
  test("of one is seen by all, on every instance, in frames, pages and answers alike", async () => {
    const { roomId, adas, bobs } = await conversation();
    const { seq } = await adas.ask({ type: "send_message", content: "the plan" }, "message_ack");
    await bobs.ask({ type: "pin_message", seq, on: true }, "ok");
    const frames = await Promise.all([adas.next("message_pinned"), bobs.next("message_pinned")]);
    for (const frame of frames) {
      expect(frame).toMatchObject({ target_seq: seq, user_id: bob.userId, username: "bob", on: true, seq: seq + 1 });
      expect(frame).not.toHaveProperty("ref");
    }
    const pinned = { seq, pinned: true, pinned_by: bob.userId, pinned_at: frames[0].created_at, updated_seq: seq + 1 };
    const { messages } = await adas.ask({ type: "history", room_id: roomId }, "history");
    expect(messages.at(-1)).toMatchObject(pinned);
    expect((await pins(ada, roomId)).json["messages"]).toEqual([messages.at(-1)]);
    expect((await one.rest("GET", `/api/v1/rooms/${roomId}/messages/${seq}`, { as: ada })).json).toMatchObject(pinned);
    const late = await (await two.connect(eve)).ask({ type: "join_room", room_id: roomId }, "room_joined");
    expect(late).toMatchObject({ pins: [seq], messages: [pinned] });
  });

  test("goes on and off over REST, is one event however often it is asked for, and leaves nothing behind", async () => {
    const { roomId, adas } = await conversation();
    const seq = await say(ada, roomId);
    const on = await pin(bob, roomId, seq);
    expect(on).toMatchObject({ status: 200, json: { seq, pinned: true, pinned_by: bob.userId } });
    expect((await pin(ada, roomId, seq)).json).toEqual(on.json);
    await adas.ask({ type: "pin_message", seq, on: true }, "ok");
    const off = await unpin(ada, roomId, seq);
    expect(off).toMatchObject({ status: 200, json: { seq, updated_seq: seq + 2 } });
    for (const field of ["pinned", "pinned_by", "pinned_at"]) expect(off.json).not.toHaveProperty(field);
    expect((await unpin(bob, roomId, seq)).json).toEqual(off.json);
    const next = await adas.ask({ type: "send_message", content: "next" }, "message_ack");
    expect(next.seq).toBe(seq + 3);
    expect(adas.all("message_pinned")).toMatchObject([
      { seq: seq + 1, on: true, user_id: bob.userId },
      { seq: seq + 2, on: false, user_id: ada.userId },
    ]);
    expect(await pinnedIn(roomId)).toEqual([]);
  });
});

describe("who pins", () => {
  const forbidden = (detail: string) => ({ status: 403, json: { code: "forbidden", detail } });

  test("is any member, whoever wrote the message; others join first, and do not see what is private", async () => {
    const roomId = await newRoom(one, ada);
    const seq = await say(ada, roomId);
    expect(await pin(bob, roomId, seq)).toMatchObject(forbidden("Only members of the room may do that"));
    expect(await pins(bob, roomId)).toMatchObject({ status: 200, json: { messages: [] } });
    await two.rest("POST", `/api/v1/rooms/${roomId}/join`, { as: bob });
    expect(await pin(bob, roomId, seq)).toMatchObject({ status: 200 });
    expect(await unpin(ada, roomId, seq)).toMatchObject({ status: 200 });
    await one.rest("POST", `/api/v1/rooms/${roomId}/leave`, { as: bob });
    expect(await pin(bob, roomId, seq)).toMatchObject({ status: 403 });

    const hidden = await newRoom(one, ada, "private");
    const secret = await say(ada, hidden);
    const notFound = { status: 404, json: { code: "room_not_found" } };
    expect(await pin(bob, hidden, secret)).toMatchObject(notFound);
    expect(await pins(bob, hidden)).toMatchObject(notFound);
  });

  test("is nobody who is muted, banned or removed, until they may again", async () => {
    const { roomId } = await conversation();
    const seq = await say(ada, roomId);
    const muting = `/api/v1/rooms/${roomId}/members/${bob.userId}/mute`;
    await one.rest("PUT", muting, { as: ada, body: {} });
    expect(await pin(bob, roomId, seq)).toMatchObject(forbidden("You are muted in this room"));
    expect(await pins(bob, roomId)).toMatchObject({ status: 200 });
    await one.rest("DELETE", muting, { as: ada });
    expect(await pin(bob, roomId, seq)).toMatchObject({ status: 200 });

    await one.rest("DELETE", `/api/v1/rooms/${roomId}/members/${bob.userId}`, { as: ada });
    expect(await unpin(bob, roomId, seq)).toMatchObject(forbidden("Only members of the room may do that"));
    await one.rest("POST", `/api/v1/rooms/${roomId}/bans`, { as: ada, body: { user_id: bob.userId } });
    expect(await unpin(bob, roomId, seq)).toMatchObject({ status: 403 });
    expect(await pins(bob, roomId)).toMatchObject(forbidden("You are banned from this room"));
    expect(await pinnedIn(roomId)).toEqual([seq]);
  });

  test("is nobody in an archived room, where what is pinned stays to be read", async () => {
    const { roomId } = await conversation();
    const [seq, other] = [await say(ada, roomId), await say(ada, roomId)];
    await pin(bob, roomId, seq);
    await one.rest("DELETE", `/api/v1/rooms/${roomId}`, { as: ada });
    const archived = { status: 409, json: { code: "room_archived" } };
    expect(await pin(ada, roomId, other)).toMatchObject(archived);
    expect(await unpin(ada, roomId, seq)).toMatchObject(archived);
    expect(await pinnedIn(roomId, bob)).toEqual([seq]);
  });

  test("is both of a direct room, while neither has blocked the other", async () => {
    const { json } = await one.rest("POST", `/api/v1/users/${bob.userId}/dm`, { as: ada, body: {} });
    const roomId = Number(json["id"]);
    const seq = await say(ada, roomId);
    expect(await pin(bob, roomId, seq)).toMatchObject({ status: 200 });
    expect(await pinnedIn(roomId)).toEqual([seq]);
    expect(await pins(root, roomId)).toMatchObject({ status: 404 });
    const block = `/api/v1/users/me/blocks/${bob.userId}`;
    await one.rest("PUT", block, { as: ada, body: {} });
    expect(await unpin(bob, roomId, seq)).toMatchObject({ status: 403 });
    await one.rest("DELETE", block, { as: ada });
    expect(await unpin(bob, roomId, seq)).toMatchObject({ status: 200 });
  });

  test("of announcements is who writes them: everybody sees what is pinned", async () => {
    await one.rest("POST", "/api/v1/rooms/2/join", { as: ada });
    const seq = await say(root, 2, "hear");
    const refused = forbidden("Only server admins write announcements");
    expect(await pin(ada, 2, seq)).toMatchObject(refused);
    expect(await pin(root, 2, seq)).toMatchObject({ status: 200, json: { pinned_by: root.userId } });
    expect(await pinnedIn(2, eve)).toEqual([seq]);
    expect(await unpin(ada, 2, seq)).toMatchObject(refused);
    expect(await unpin(root, 2, seq)).toMatchObject({ status: 200 });
  });
});

describe("what is pinned", () => {
  test("is a message that is there, and nothing else", async () => {
    const { roomId, adas } = await conversation();
    const seq = await say(ada, roomId);
    const nothing = { status: 404, json: { code: "message_not_found", errors: [{ field: "seq" }] } };
    for (const other of [1, seq + 100]) {
      expect(await pin(ada, roomId, other)).toMatchObject(nothing);
      expect(await unpin(ada, roomId, other)).toMatchObject(nothing);
    }
    await adas.ask({ type: "delete_message", seq }, "ok");
    expect(await pin(ada, roomId, seq)).toMatchObject(nothing);
    expect(await adas.ask({ type: "pin_message", seq: 0, on: true }, "error")).toMatchObject({
      code: "invalid_argument",
      field: "seq",
    });
  });

  test("may be a reply, which pages of the room do not show", async () => {
    const { roomId, adas } = await conversation();
    const root = await say(ada, roomId);
    const reply = { type: "send_message", content: "in the thread", thread_seq: root };
    const { seq } = await adas.ask(reply, "message_ack");
    expect(await pin(bob, roomId, seq)).toMatchObject({ status: 200, json: { thread_seq: root, pinned: true } });
    expect((await pins(ada, roomId)).json["messages"]).toMatchObject([{ seq, content: "in the thread" }]);
  });

  test("is so no longer once it is deleted, by somebody or because the room does not keep it", async () => {
    const { roomId, adas } = await conversation();
    const seqs = [await say(ada, roomId), await say(ada, roomId), await say(ada, roomId)];
    for (const seq of seqs) await pin(bob, roomId, seq);
    const { json } = await one.rest("DELETE", `/api/v1/rooms/${roomId}/messages/${seqs[1]}`, { as: ada });
    for (const field of ["pinned", "pinned_by", "pinned_at"]) expect(json).not.toHaveProperty(field);
    expect(await pinnedIn(roomId)).toEqual([seqs[0], seqs[2]]);
    const actor = { actor_id: 0, username: "", admin: false, client_msg_id: "expire" };
    const expire = { n: 0, do: "expire", room_id: roomId, ...actor, before: "2999-01-01", max: 1 };
    const item = { ...expire, anywhere: true, in_archived: true, kind: "messages_expired" };
    const steps = JSON.stringify([{ do: "change", items: [item] }]);
    await stack.sql(`select append_to_log('{${roomId}}', '${steps}')`);
    expect(await adas.next("messages_expired")).toMatchObject({ up_to_seq: seqs[0] });
    expect(await pinnedIn(roomId)).toEqual([seqs[2]]);
  });

  test("shows what the message says now, and stays pinned through edits and reactions", async () => {
    const { roomId, adas, bobs } = await conversation();
    const seq = await say(ada, roomId, "the plan");
    await pin(bob, roomId, seq);
    await adas.ask({ type: "edit_message", seq, content: "the new plan" }, "ok");
    await bobs.ask({ type: "react", seq, emoji: "👍", on: true }, "ok");
    expect((await pins(ada, roomId)).json["messages"]).toMatchObject([
      { seq, content: "the new plan", pinned: true, pinned_by: bob.userId, reactions: [{ emoji: "👍" }] },
    ]);
  });

  test("is at most a hundred messages a room; one that goes makes room for another", async () => {
    const roomId = await newRoom(one, ada);
    await two.rest("POST", `/api/v1/rooms/${roomId}/join`, { as: bob });
    await stack.sql(`
      with said as (
        insert into room_log (room_id, seq, kind, actor_id, client_msg_id, body, created_at)
        select ${roomId}, 1000 + n, 'message', ${ada.userId}, 'm' || n, '{"username": "ada", "content": "x"}', now()
          from generate_series(1, 102) as n)
      update rooms set last_seq = 2000 where id = ${roomId}`);
    const seqs = Array.from({ length: 100 }, (_, n) => 1001 + n);
    await Promise.all(seqs.flatMap((seq) => [pin(ada, roomId, seq), pin(bob, roomId, seq)]));
    expect(await pinnedIn(roomId)).toEqual(seqs);
    expect(await pin(ada, roomId, 1101)).toMatchObject({
      status: 400,
      json: { code: "invalid_argument", errors: [{ field: "seq", message: expect.stringContaining("100") }] },
    });
    expect(await pin(ada, roomId, 1001)).toMatchObject({ status: 200 });
    await one.rest("DELETE", `/api/v1/rooms/${roomId}/messages/1001`, { as: ada });
    expect(await pin(ada, roomId, 1101)).toMatchObject({ status: 200 });
    expect(await pinnedIn(roomId)).toHaveLength(100);
  });
});
