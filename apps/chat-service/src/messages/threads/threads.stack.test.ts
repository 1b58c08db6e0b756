import type { Message } from "@hubbub/ws-protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startConversation } from "../../testing/start-conversation.ts";
import type { TestUser } from "../../testing/fake-user-service.ts";
import { type ChatInstance, type ChatStack, startChatStack } from "../../testing/start-chat-stack.ts";
import type { TestSocket } from "../../testing/test-socket.ts";

let stack: ChatStack;
let one: ChatInstance;
let two: ChatInstance;
let ada: TestUser;
let bob: TestUser;
let eve: TestUser;

beforeAll(async () => {
  stack = await startChatStack();
  [one, two] = await Promise.all([stack.start("chat-1"), stack.start("chat-2")]);
  [ada, bob, eve] = await Promise.all([
    stack.users.register("ada"),
    stack.users.register("bob"),
    stack.users.register("eve"),
  ]);
});
afterAll(() => stack.stop());

const say = (socket: TestSocket, content: string, more: object = {}) =>
  socket.ask({ type: "send_message", content, ...more }, "message_ack");

/** Ada on one instance and bob on the other, both in a room where ada wrote `root`. */
async function conversation() {
  const started = await startConversation(one, ada, two, bob);
  const { seq: root } = await say(started.adas, "Lunch?");
  return { ...started, root, path: `/api/v1/rooms/${started.roomId}/messages` };
}

async function page(path: string, as = ada): Promise<readonly Message[]> {
  const { json } = await one.rest("GET", path, { as });
  return json["messages"] as readonly Message[];
}

const contents = (messages: readonly Message[]) => messages.map(({ content }) => content);

async function threadsOf(as: TestUser) {
  const { json } = await two.rest("GET", "/api/v1/users/me/threads?page_size=100", { as });
  return json["threads"] as { room: { id: number }; root: Message; [field: string]: unknown }[];
}

async function threadOf(as: TestUser, roomId: number) {
  return (await threadsOf(as)).find(({ room }) => room.id === roomId);
}

describe("a reply in a thread", () => {
  test("reaches all who joined, with the thread of its root, and stands in its thread alone", async () => {
    const { adas, bobs, root, path, roomId } = await conversation();
    const { seq } = await say(bobs, "At one", { thread_seq: root });
    const frames = [await adas.next("new_message", isReply), await bobs.next("new_message", isReply)];
    const thread = { reply_count: 1, last_reply_seq: seq, user_ids: [bob.userId], updated_seq: seq };
    for (const frame of frames) expect(frame).toMatchObject({ seq, content: "At one", thread_seq: root, thread });
    expect(contents(await page(path))).toEqual(["Lunch?"]);
    expect((await page(path))[0]).toMatchObject({ seq: root, thread });
    expect(contents(await page(`${path}?threads=include`))).toEqual(["Lunch?", "At one"]);
    expect(contents(await page(`${path}?around_seq=${seq}`))).toEqual(["Lunch?"]);
    const { json } = await one.rest("GET", `${path}/${root}/thread`, { as: ada });
    expect(json).toMatchObject({ root: { seq: root, thread }, has_more: false, following: true, last_read_seq: root });
    expect(json["messages"]).toMatchObject([{ seq, content: "At one", thread_seq: root }]);

    const fresh = await one.connect(eve);
    const joined = await fresh.ask({ type: "join_room", room_id: roomId }, "room_joined");
    expect(joined.messages).toMatchObject([{ seq: root, thread }]);
    const all = await fresh.ask({ type: "join_room", room_id: roomId, threads: true }, "room_joined");
    expect(contents(all.messages)).toEqual(["Lunch?", "At one"]);
    const history = await fresh.ask({ type: "history", thread_seq: root }, "history");
    expect(contents(history.messages)).toEqual(["At one"]);
    const everything = await fresh.ask({ type: "history", threads: true }, "history");
    expect(contents(everything.messages)).toEqual(["Lunch?", "At one"]);
    const old = await one.rest("GET", `/api/chat/${roomId}/history`, { as: ada });
    expect(old.json["messages"]).toMatchObject([{ message: "Lunch?" }, { message: "At one" }]);
  });

  test("is shown in the room as well where its author wants it", async () => {
    const { adas, root, path, bobs } = await conversation();
    await say(adas, "Here and there", { thread_seq: root, in_room: true });
    expect(await bobs.next("new_message", isReply)).toMatchObject({ thread_seq: root, in_room: true });
    expect(await page(path)).toMatchObject([
      { seq: root },
      { content: "Here and there", thread_seq: root, in_room: true },
    ]);
    expect(contents(await page(`${path}/${root}/thread`))).toEqual(["Here and there"]);
  });

  test("is read again as it came: whoever comes back gets the same frame", async () => {
    const { adas, bobs, root, roomId } = await conversation();
    await say(adas, "One", { thread_seq: root });
    const live = await bobs.next("new_message", isReply);
    const three = await stack.start("chat-3");
    const back = await three.connect(bob);
    await back.ask({ type: "join_room", room_id: roomId, after_seq: root }, "room_joined");
    expect(await back.next("new_message", isReply)).toEqual(live);
    await three.stop();
  });

  test("is refused where there is no root, where that is a reply itself, and where it is no message", async () => {
    const { adas, root, path } = await conversation();
    const { seq } = await say(adas, "A reply", { thread_seq: root });
    for (const thread_seq of [seq, 1, seq + 99]) {
      expect(await adas.ask({ type: "send_message", content: "no", thread_seq }, "error")).toMatchObject({
        code: "invalid_argument",
        field: "thread_seq",
      });
    }
    const { status, json } = await one.rest("POST", path, { as: ada, body: { content: "no", thread_seq: seq } });
    expect({ status, json }).toMatchObject({ status: 400, json: { errors: [{ field: "thread_seq" }] } });
    expect((await one.rest("GET", `${path}/${seq}/thread`, { as: ada })).status).toBe(400);
    expect((await one.rest("GET", `${path}/1/thread`, { as: ada })).status).toBe(404);
    expect((await one.rest("PUT", `${path}/${seq}/follow`, { as: ada, body: {} })).status).toBe(400);
  });

  test("is taken where its root was deleted, and the same one again is one", async () => {
    const { adas, root, path } = await conversation();
    await one.rest("DELETE", `${path}/${root}`, { as: ada });
    const reply = { thread_seq: root, client_msg_id: "again" };
    const [first, repeat] = await Promise.all([say(adas, "Still here", reply), say(adas, "Still here", reply)]);
    expect([first.seq, first.duplicate, repeat.duplicate]).toEqual([repeat.seq, false, true]);
    const { json } = await one.rest("GET", `${path}/${root}/thread`, { as: ada });
    expect(json).toMatchObject({ root: { content: "", thread: { reply_count: 1 } }, messages: [{ seq: first.seq }] });
  });

  test("of many at once each is counted, and those who replied last are named", async () => {
    const { adas, bobs, root, path } = await conversation();
    const sent = await Promise.all(
      Array.from({ length: 40 }, (_, n) => say(n % 2 === 0 ? adas : bobs, `reply ${n}`, { thread_seq: root })),
    );
    const last = Math.max(...sent.map(({ seq }) => seq));
    const [{ thread } = {}] = (await page(path)) as Message[];
    expect(thread).toMatchObject({ reply_count: 40, last_reply_seq: last, updated_seq: last });
    expect(new Set(thread?.user_ids)).toEqual(new Set([ada.userId, bob.userId]));
    const before = await page(`${path}/${root}/thread?before_seq=${last}&limit=10`);
    expect(before.map(({ seq }) => seq)).toEqual(
      sent
        .map(({ seq }) => seq)
        .toSorted((a, b) => a - b)
        .slice(-11, -1),
    );
  });

  test("that is deleted counts no more: its thread says so, wherever it is told", async () => {
    const { adas, bobs, root, path } = await conversation();
    await say(adas, "Stays", { thread_seq: root });
    const { seq } = await say(bobs, "Goes", { thread_seq: root });
    await bobs.ask({ type: "delete_message", seq }, "ok");
    const deleted = await adas.next("message_deleted");
    expect(deleted).toMatchObject({
      target_seq: seq,
      thread_seq: root,
      thread: { reply_count: 1, user_ids: [ada.userId], updated_seq: deleted.seq },
    });
    expect(await page(path)).toMatchObject([{ seq: root, thread: { reply_count: 1, user_ids: [ada.userId] } }]);
    expect(contents(await page(`${path}/${root}/thread`))).toEqual(["Stays", ""]);
    await adas.ask({ type: "delete_message", seq: seq - 1 }, "ok");
    expect((await bobs.next("message_deleted", ({ thread }) => thread?.reply_count === 0)).thread?.user_ids).toEqual(
      [],
    );
    expect((await page(path))[0]).not.toHaveProperty("thread");
  });
});

describe("one's place in a thread", () => {
  test("is apart from that of the room: a reply is unread there, and not in the room", async () => {
    const { bobs, adas, root, roomId } = await conversation();
    await one.rest("POST", `/api/v1/rooms/${roomId}/read`, { as: ada, body: { seq: root } });
    const { seq } = await say(bobs, "See @ada", { thread_seq: root });
    const { json } = await one.rest("GET", "/api/v1/users/me/rooms?page_size=100", { as: ada });
    const room = (json["rooms"] as { id: number }[]).find(({ id }) => id === roomId);
    expect(room).toMatchObject({ unread_count: 0, mention_count: 0, last_read_seq: root });
    expect(await threadOf(ada, roomId)).toMatchObject({
      root: { seq: root },
      last_seq: seq,
      last_read_seq: root,
      unread_count: 1,
      mention_count: 1,
    });
    expect(await threadOf(bob, roomId)).toMatchObject({ last_read_seq: seq, unread_count: 0 });

    const phone = await two.connect(ada);
    await adas.ask({ type: "mark_read", seq: seq + 50, thread_seq: root }, "ok");
    const place = { type: "read_moved", room_id: roomId, thread_seq: root };
    expect(await phone.next("read_moved")).toEqual({ ...place, last_read_seq: seq });
    expect(await threadOf(ada, roomId)).toMatchObject({ last_read_seq: seq, unread_count: 0 });
    await adas.ask({ type: "mark_unread", seq, thread_seq: root }, "ok");
    expect(await phone.next("read_moved")).toEqual({ ...place, last_read_seq: seq - 1, back: true });
    const back = { seq, thread_seq: root };
    const { json: read } = await one.rest("POST", `/api/v1/rooms/${roomId}/read`, { as: ada, body: back });
    expect(read).toEqual({ last_read_seq: seq });
    expect(bobs.all("read_receipt").filter(({ last_read_seq }) => last_read_seq >= seq)).toEqual([]);
  });

  test("is where the thread begins for who has none: nothing can be set back", async () => {
    const { adas, bobs, root, path } = await conversation();
    const { seq } = await say(adas, "A reply", { thread_seq: root });
    const place = async () => (await two.rest("GET", `${path}/${root}/thread`, { as: bob })).json;
    await bobs.ask({ type: "mark_unread", seq: seq + 50, thread_seq: root }, "ok");
    expect(await place()).toMatchObject({ following: false, last_read_seq: root });
    await bobs.ask({ type: "mark_read", seq, thread_seq: root }, "ok");
    expect(await place()).toMatchObject({ following: false, last_read_seq: seq });
  });

  test("is followed by who takes part, and by who wants to; the list pages by the latest reply", async () => {
    const { adas, root, path, roomId } = await conversation();
    await say(adas, "First", { thread_seq: root });
    expect(await threadOf(bob, roomId)).toBeUndefined();
    expect((await one.rest("PUT", `${path}/${root}/follow`, { as: bob, body: {} })).json).toEqual({});
    expect(await threadOf(bob, roomId)).toMatchObject({ unread_count: 0 });
    await say(adas, "Second", { thread_seq: root });
    expect(await threadOf(bob, roomId)).toMatchObject({ unread_count: 1 });
    const bobs = await two.connect(bob);
    await bobs.ask({ type: "follow_thread", room_id: roomId, seq: root, on: false }, "ok");
    expect(await threadOf(bob, roomId)).toBeUndefined();

    const other = await say(adas, "Another root");
    await say(adas, "Its reply", { thread_seq: other.seq });
    const pages = [];
    for (let token = ""; pages.length < 2;) {
      const { json } = await one.rest("GET", `/api/v1/users/me/threads?page_size=1&page_token=${token}`, { as: ada });
      pages.push(...(json["threads"] as { root: Message }[]).map(({ root: { seq } }) => seq));
      token = String(json["next_page_token"]);
    }
    expect(pages).toEqual([other.seq, root]);
  });

  test("is for members: others may read what all see, and follow nothing", async () => {
    const { bobs, root, path, roomId } = await conversation();
    const { seq } = await say(bobs, "A reply", { thread_seq: root });
    expect(contents(await page(`${path}/${root}/thread`, eve))).toEqual(["A reply"]);
    expect((await one.rest("PUT", `${path}/${root}/follow`, { as: eve, body: {} })).status).toBe(403);
    const marked = await one.rest("POST", `/api/v1/rooms/${roomId}/read`, { as: eve, body: { seq, thread_seq: root } });
    expect(marked.status).toBe(403);
    // Who leaves hears of it no more, and finds it again where they come back.
    expect(await threadOf(bob, roomId)).toMatchObject({ last_read_seq: seq });
    await two.rest("POST", `/api/v1/rooms/${roomId}/leave`, { as: bob, body: {} });
    expect(await threadOf(bob, roomId)).toBeUndefined();
    await two.rest("POST", `/api/v1/rooms/${roomId}/join`, { as: bob, body: {} });
    expect(await threadOf(bob, roomId)).toMatchObject({ last_read_seq: seq });
  });
});

describe("who follows a thread", () => {
  test("hears of replies whether or not they joined the room, and the room's activity says nothing of them", async () => {
    const { bobs, adas, root, roomId } = await conversation();
    const elsewhere = await two.connect(ada);
    await say(bobs, "Hello");
    await elsewhere.next("room_activity", ({ rooms }) => rooms.some(({ room_id }) => room_id === roomId));
    const { seq } = await say(bobs, "A reply", { thread_seq: root });
    const activity = { type: "thread_activity", room_id: roomId, thread_seq: root, last_seq: seq };
    const isOfRoom = ({ room_id }: { readonly room_id: number }) => room_id === roomId;
    expect(await elsewhere.next("thread_activity", isOfRoom)).toEqual(activity);
    expect(await adas.next("thread_activity", isOfRoom)).toEqual(activity);
    const shown = await say(bobs, "In the room");
    const heads = await elsewhere.next("room_activity", ({ rooms }) => rooms.some(({ room_id }) => room_id === roomId));
    expect(heads.rooms).toEqual([{ room_id: roomId, last_seq: shown.seq }]);
  });

  test("sees who types there, and in the room who types in it", async () => {
    const { adas, bobs, root, roomId } = await conversation();
    adas.send({ type: "typing", is_typing: true, thread_seq: root });
    const person = { type: "user_typing", room_id: roomId, user_id: ada.userId, username: "ada" };
    expect(await bobs.next("user_typing")).toEqual({ ...person, is_typing: true, thread_seq: root });
    adas.send({ type: "typing", is_typing: true });
    expect(await bobs.next("user_typing")).toEqual({ ...person, is_typing: false, thread_seq: root });
    expect(await bobs.next("user_typing")).toEqual({ ...person, is_typing: true });
  });
});

test("a thread that the room does not keep any longer is gone with its root", async () => {
  const { adas, root, path, roomId } = await conversation();
  await say(adas, "A reply", { thread_seq: root });
  await stack.sql(`update rooms set expired_seq = ${root} where id = ${roomId}`);
  expect((await one.rest("GET", `${path}/${root}/thread`, { as: ada })).status).toBe(404);
  const refused = await adas.ask({ type: "send_message", content: "late", thread_seq: root }, "error");
  expect(refused).toMatchObject({ code: "invalid_argument", field: "thread_seq" });
});

function isReply({ thread_seq }: { readonly thread_seq?: number }): boolean {
  return thread_seq !== undefined;
}
