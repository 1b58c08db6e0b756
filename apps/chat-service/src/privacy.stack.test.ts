import { randomUUID } from "node:crypto";
import { AuditAction } from "@hubbub/grpc-api/audit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "./testing/eventually.ts";
import type { TestUser } from "./testing/fake-user-service.ts";
import { newRoom } from "./testing/new-room.ts";
import { type ChatInstance, type ChatStack, startChatStack } from "./testing/start-chat-stack.ts";

let stack: ChatStack;
let one: ChatInstance;
let two: ChatInstance;
let bob: TestUser;

beforeAll(async () => {
  stack = await startChatStack();
  const settings = { RATE_LIMITS: "off" };
  [one, two] = await Promise.all([stack.start("chat-1", settings), stack.start("chat-2", settings)]);
  bob = await stack.users.register("bob");
});

afterAll(() => stack.stop());

const somebody = () => stack.users.register(`user-${randomUUID().slice(0, 8)}`);
const say = (roomId: number, as: TestUser, content: string) =>
  one.rest("POST", `/api/v1/rooms/${roomId}/messages`, { as, body: { content } });
const add = (roomId: number, as: TestUser, { userId }: TestUser, role = "member") =>
  one.rest("POST", `/api/v1/rooms/${roomId}/members`, { as, body: { user_id: userId, role } });
const history = async (roomId: number, as: TestUser) => {
  const { json } = await two.rest("GET", `/api/v1/rooms/${roomId}/messages?limit=100`, { as });
  return json["messages"] as { username: string; content: string; user_id: number; seq: number; deleted_at?: string }[];
};
const forgotten = ({ userId }: TestUser) =>
  eventually(async () => {
    const rows = await stack.sql(
      `select 1 from deleted_accounts where user_id = ${userId} and forgotten_at is not null`,
    );
    return rows.length === 1;
  });

describe("a deleted account", () => {
  test("leaves its rooms, of which somebody else is the owner then, and its name is nowhere any more", async () => {
    const [ada, eve] = [await somebody(), await somebody()];
    const roomId = await newRoom(one, ada, "private");
    await add(roomId, ada, eve);
    await add(roomId, ada, bob, "admin");
    await say(roomId, ada, "what stays");
    await say(roomId, eve, "another's");
    const left = await newRoom(one, bob);
    await one.rest("POST", `/api/v1/rooms/${left}/join`, { as: ada, body: {} });
    await one.rest("PUT", `/api/v1/rooms/${left}/members/${ada.userId}/mute`, { as: bob, body: {} });
    const ban = { user_id: ada.userId, reason: "sold watches" };
    await one.rest("POST", `/api/v1/rooms/${left}/bans`, { as: bob, body: ban });
    const added = await newRoom(one, bob);
    await add(added, bob, ada);
    await one.rest("DELETE", `/api/v1/rooms/${added}/members/${ada.userId}`, { as: bob });
    const never = await newRoom(one, bob);
    await one.rest("POST", `/api/v1/rooms/${never}/bans`, { as: bob, body: { user_id: ada.userId } });
    await one.rest("DELETE", `/api/v1/rooms/${never}/bans/${ada.userId}`, { as: bob });
    const direct = Number((await one.rest("POST", `/api/v1/users/${bob.userId}/dm`, { as: ada, body: {} })).json["id"]);
    await say(direct, ada, "between us");
    const socket = await two.connect(bob);
    await socket.ask({ type: "join_room", room_id: roomId }, "room_joined");

    stack.users.deleteAccount(ada.userId);
    expect(await socket.next("member_removed")).toMatchObject({
      reason: "left",
      users: [{ user_id: ada.userId, username: "deleted user" }],
    });
    await forgotten(ada);

    const { json } = await two.rest("GET", `/api/v1/rooms/${roomId}/members`, { as: bob });
    expect(json["members"]).toMatchObject([
      { user_id: eve.userId, role: "member" },
      { user_id: bob.userId, role: "owner" },
    ]);
    expect(await history(roomId, bob)).toMatchObject([
      { user_id: ada.userId, username: "deleted user", content: "what stays" },
      { username: eve.username, content: "another's" },
    ]);
    const rows = await stack.sql(`select room_id, seq, body from room_log where body::text like '%${ada.username}%'`);
    expect(rows).toEqual([]);

    expect((await two.rest("GET", `/api/v1/rooms/${left}/bans`, { as: bob })).json["bans"]).toEqual([]);

    // Their direct rooms can be read, by the other, and not written.
    const mine = (await two.rest("GET", `/api/v1/rooms/${direct}`, { as: bob })).json;
    expect(mine["people"]).toContainEqual({ user_id: ada.userId, username: "deleted user" });
    expect(await history(direct, bob)).toMatchObject([{ content: "between us" }]);
    expect(await say(direct, bob, "are you there?")).toMatchObject({
      status: 403,
      json: { detail: "One of you has blocked the other, or their account is gone" },
    });
    await one.rest("PUT", `/api/v1/users/me/blocks/${ada.userId}`, { as: bob, body: {} });
    await one.rest("DELETE", `/api/v1/users/me/blocks/${ada.userId}`, { as: bob });
    expect(await say(direct, bob, "are you there?")).toMatchObject({ status: 403 });

    // And nobody can be made a member, or written to, who is gone.
    await eventually(async () => (await add(left, bob, ada)).json["code"] === "user_not_found");
    for (const chat of [one, two]) {
      await eventually(async () => {
        const dm = await chat.rest("POST", `/api/v1/users/${ada.userId}/dm`, { as: bob, body: {} });
        return dm.json["code"] === "user_not_found";
      });
    }
  });

  test("takes what it wrote with it where the server is set so, in rooms that it left too, before everybody's eyes", async () => {
    const erasing = await startChatStack();
    try {
      const chat = await erasing.start("chat-1", { RATE_LIMITS: "off", DELETED_ACCOUNT_MESSAGES: "erase" });
      const [ada, eve] = [await erasing.users.register("ada"), await erasing.users.register("eve")];
      const post = (roomId: number, as: TestUser, content: string) =>
        chat.rest("POST", `/api/v1/rooms/${roomId}/messages`, { as, body: { content } });
      const roomId = await newRoom(chat, eve, "private");
      const member = { as: eve, body: { user_id: ada.userId } };
      await chat.rest("POST", `/api/v1/rooms/${roomId}/members`, member);
      for (const content of ["one", "two"]) await post(roomId, ada, content);
      await post(roomId, eve, "mine");
      await chat.rest("POST", `/api/v1/rooms/${roomId}/leave`, { as: ada, body: {} });
      const socket = await chat.connect(eve);
      await socket.ask({ type: "join_room", room_id: roomId }, "room_joined");

      erasing.users.deleteAccount(ada.userId);
      for (const target_seq of [3, 4]) {
        expect(await socket.next("message_deleted")).toMatchObject({ target_seq, username: "deleted user" });
      }
      const { json } = await chat.rest("GET", `/api/v1/rooms/${roomId}/messages`, { as: eve });
      expect(json["messages"]).toMatchObject([
        { content: "", deleted_at: expect.any(String) },
        { content: "", deleted_at: expect.any(String) },
        { content: "mine" },
      ]);
    } finally {
      await erasing.stop();
    }
  });
});

test("an account that cannot be forgotten does not hold up the others", async () => {
  const [stuck, next] = [await somebody(), await somebody()];
  const roomId = await newRoom(one, stuck);
  await stack.sql(`alter table room_log add constraint stuck check (room_id <> ${roomId}) not valid`);
  stack.users.deleteAccount(stuck.userId);
  stack.users.deleteAccount(next.userId);
  await forgotten(next);
  const waiting = await stack.sql("select user_id from deleted_accounts where forgotten_at is null");
  expect(waiting).toEqual([{ user_id: stuck.userId }]);
  await stack.sql("alter table room_log drop constraint stuck");
  await forgotten(stuck);
});

test("an account that was forgotten while a notice of an earlier release still named it is forgotten there too", async () => {
  const ada = await somebody();
  const roomId = await newRoom(one, bob);
  await one.rest("POST", `/api/v1/rooms/${roomId}/bans`, { as: bob, body: { user_id: ada.userId } });
  await stack.sql("delete from named_people");
  stack.users.deleteAccount(ada.userId);
  await forgotten(ada);
  const named = () => stack.sql(`select 1 from room_log where body::text like '%${ada.username}%'`);
  expect(await named()).toHaveLength(1);

  await stack.sql("update earlier_names set room_id = 0, seq = 0, done_at = null");
  await eventually(async () => (await named()).length === 0);
  await forgotten(ada);
  expect(await stack.sql("select 1 from earlier_names where done_at is not null")).toHaveLength(1);
});

describe("one's data", () => {
  async function exported(as: TestUser) {
    const pages: Record<string, unknown>[] = [];
    for (let token = "", first = true; first || token !== ""; first = false) {
      const { status, json } = await two.rest("GET", `/api/v1/users/me/export?page_token=${token}`, { as });
      expect(status).toBe(200);
      pages.push(json);
      token = String(json["next_page_token"]);
    }
    return pages;
  }

  test("is one's account, rooms, blocks and messages, of rooms that one left too, and nothing of others", async () => {
    const [ada, eve] = [await somebody(), await somebody()];
    const [kept, left] = [await newRoom(one, ada), await newRoom(one, eve)];
    await one.rest("POST", `/api/v1/rooms/${left}/join`, { as: ada, body: {} });
    await say(kept, ada, "mine");
    await say(left, ada, "there");
    await say(left, eve, "not mine");
    const gone = Number((await say(kept, ada, "gone")).json["seq"]);
    await one.rest("DELETE", `/api/v1/rooms/${kept}/messages/${gone}`, { as: ada });
    await one.rest("POST", `/api/v1/rooms/${left}/leave`, { as: ada, body: {} });
    await one.rest("PUT", `/api/v1/users/me/blocks/${eve.userId}`, { as: ada, body: {} });

    const [page, ...more] = await exported(ada);
    expect(more).toEqual([]);
    expect(page).toMatchObject({
      account: { id: ada.userId, username: ada.username },
      sessions: [],
      blocks: [{ user_id: eve.userId, created_at: expect.any(String) }],
      rooms: [
        { id: 1, name: "general" },
        { id: kept, role: "owner", joined_at: expect.any(String) },
      ],
      messages: [
        { room_id: kept, content: "mine" },
        { room_id: left, content: "there" },
      ],
    });
  });

  test("comes in pages, each message once", async () => {
    const ada = await somebody();
    const roomId = await newRoom(one, ada);
    const wanted = Array.from({ length: 450 }, (_, n) => `text ${n}`);
    for (let n = 0; n < wanted.length; n += 50) {
      await Promise.all(wanted.slice(n, n + 50).map((content) => say(roomId, ada, content)));
    }
    const pages = await exported(ada);
    expect(pages.length).toBeGreaterThan(2);
    const told = pages.flatMap(({ messages }) => messages as { content: string; seq: number }[]);
    expect(told.map(({ seq }) => seq).toSorted((a, b) => a - b)).toEqual(wanted.map((_, n) => n + 2));
    expect(new Set(told.map(({ content }) => content))).toEqual(new Set(wanted));
    expect(pages.map(({ account }) => account !== undefined)).toEqual([true, ...pages.slice(1).map(() => false)]);
  });

  test("is for nobody else, and a token of another list is refused", async () => {
    expect(await one.rest("GET", "/api/v1/users/me/export")).toMatchObject({ status: 401 });
    const tokens = [
      [1, 2],
      ["messages", 1, 2],
      ["messages", 1, "\u0000"],
      ["messages", 1, "x", 2],
    ];
    const others = tokens.map((token) => Buffer.from(JSON.stringify(token)).toString("base64url"));
    for (const wrong of [...others, "%7B%7D", "x"]) {
      expect(await one.rest("GET", `/api/v1/users/me/export?page_token=${wrong}`, { as: bob })).toMatchObject({
        status: 400,
        json: { errors: [{ field: "page_token" }] },
      });
    }
  });
});

test("the audit log hears once of each thing that is done to somebody in a room, or to the room", async () => {
  const [ada, eve] = [await somebody(), await somebody()];
  const roomId = await newRoom(one, ada);
  const path = `/api/v1/rooms/${roomId}`;
  const until = new Date(Date.now() + 3_600_000).toISOString();
  await one.rest("POST", `${path}/join`, { as: eve, body: {} });
  const seq = Number((await say(roomId, eve, "what nobody needs to know")).json["seq"]);
  await one.rest("PUT", `${path}/members/${eve.userId}/mute`, { as: ada, body: { until } });
  await one.rest("DELETE", `${path}/members/${eve.userId}/mute`, { as: ada });
  await one.rest("PATCH", `${path}/members/${eve.userId}`, { as: ada, body: { role: "admin" } });
  await one.rest("DELETE", `${path}/messages/${seq}`, { as: ada });
  await one.rest("DELETE", `${path}/members/${eve.userId}`, { as: ada });
  await one.rest("POST", `${path}/join`, { as: eve, body: {} });
  await one.rest("POST", `${path}/leave`, { as: eve, body: {} });
  await one.rest("POST", `${path}/bans`, { as: ada, body: { user_id: eve.userId, until, reason: "a private word" } });
  await one.rest("DELETE", `${path}/bans/${eve.userId}`, { as: ada });
  await one.rest("PATCH", path, { as: ada, body: { topic: "what everybody sees" } });
  await one.rest("DELETE", path, { as: ada });

  const ofRoom = () => stack.users.audited.filter((event) => event.roomId === roomId);
  await eventually(() => ofRoom().length >= 8);
  await eventually(async () => (await stack.sql("select 1 from audit_outbox")).length === 0);
  const said = ofRoom().map(({ action, actorId, subjectId, details }) => {
    const named = Object.fromEntries(details.map(({ name, value }) => [name, value]));
    return [actionName(action), actorId, subjectId, named];
  });
  expect(said).toEqual([
    ["AUDIT_ACTION_MEMBER_MUTED", ada.userId, eve.userId, { until }],
    ["AUDIT_ACTION_MEMBER_UNMUTED", ada.userId, eve.userId, {}],
    ["AUDIT_ACTION_MEMBER_ROLE_CHANGED", ada.userId, eve.userId, { role: "admin" }],
    ["AUDIT_ACTION_MESSAGE_REMOVED", ada.userId, eve.userId, { seq: String(seq) }],
    ["AUDIT_ACTION_MEMBER_REMOVED", ada.userId, eve.userId, {}],
    ["AUDIT_ACTION_MEMBER_BANNED", ada.userId, eve.userId, { until }],
    ["AUDIT_ACTION_MEMBER_UNBANNED", ada.userId, eve.userId, {}],
    ["AUDIT_ACTION_ROOM_ARCHIVED", ada.userId, undefined, {}],
  ]);
  expect(new Set(stack.users.audited.map(({ sourceId }) => sourceId)).size).toBe(stack.users.audited.length);
});

function actionName(action: AuditAction): string | undefined {
  return Object.entries(AuditAction).find(([, value]) => value === action)?.[0];
}
