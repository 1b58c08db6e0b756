import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "./testing/eventually.ts";
import type { TestUser } from "./testing/fake-user-service.ts";
import { newRoom } from "./testing/new-room.ts";
import { type ChatInstance, type ChatStack, startChatStack } from "./testing/start-chat-stack.ts";

let stack: ChatStack;
let one: ChatInstance;
let two: ChatInstance;
let ada: TestUser;
let bob: TestUser;
let root: TestUser;

beforeAll(async () => {
  stack = await startChatStack();
  [one, two] = await Promise.all([
    stack.start("chat-1", { RATE_LIMITS: "off" }),
    stack.start("chat-2", { RATE_LIMITS: "off" }),
  ]);
  ada = await stack.users.register("ada");
  bob = await stack.users.register("bob");
  root = await stack.users.register("root", { admin: true });
});

afterAll(() => stack.stop());

const somebody = () => stack.users.register(`user-${randomUUID().slice(0, 8)}`);

const join = (roomId: number, as: TestUser, chat = two) =>
  chat.rest("POST", `/api/v1/rooms/${roomId}/join`, { as, body: {} });
const ban = (roomId: number, { userId }: TestUser, as = ada, more = {}) =>
  one.rest("POST", `/api/v1/rooms/${roomId}/bans`, { as, body: { user_id: userId, ...more } });
const unban = (roomId: number, { userId }: TestUser, as = ada) =>
  one.rest("DELETE", `/api/v1/rooms/${roomId}/bans/${userId}`, { as });
const mute = (roomId: number, { userId }: TestUser, as = ada, body = {}) =>
  one.rest("PUT", `/api/v1/rooms/${roomId}/members/${userId}/mute`, { as, body });
const unmute = (roomId: number, { userId }: TestUser, as = ada) =>
  one.rest("DELETE", `/api/v1/rooms/${roomId}/members/${userId}/mute`, { as });
const say = (roomId: number, as: TestUser, content = "hello") =>
  two.rest("POST", `/api/v1/rooms/${roomId}/messages`, { as, body: { content } });
const openDirect = ({ userId }: TestUser, as: TestUser, chat = two) =>
  chat.rest("POST", `/api/v1/users/${userId}/dm`, { as, body: {} });

const forbidden = (detail: string) => ({ status: 403, json: { code: "forbidden", detail } });
const soon = () => new Date(Date.now() + 3_600_000).toISOString();

describe("a ban", () => {
  test("takes a member out on every instance, and lets them neither come back, nor be added, nor read", async () => {
    const roomId = await newRoom(one, ada);
    await join(roomId, bob);
    const [adas, bobs] = await Promise.all([one.connect(ada), two.connect(bob)]);
    for (const socket of [adas, bobs]) await socket.ask({ type: "join_room", room_id: roomId }, "room_joined");

    const until = soon();
    expect(await ban(roomId, bob, ada, { reason: " spam ", until })).toMatchObject({
      status: 200,
      json: { user_id: bob.userId, username: "bob", reason: "spam", until, banned_by: ada.userId },
    });
    const removal = { users: [{ user_id: bob.userId, username: "bob" }], reason: "banned", actor_id: ada.userId };
    for (const socket of [adas, bobs]) expect(await socket.next("member_removed")).toMatchObject(removal);

    expect(await join(roomId, bob)).toMatchObject(forbidden("You are banned from this room"));
    expect(await bobs.ask({ type: "join_room", room_id: roomId }, "error")).toMatchObject({ code: "forbidden" });
    expect(await bobs.ask({ type: "history", room_id: roomId }, "error")).toMatchObject({ code: "forbidden" });
    for (const path of ["messages", "members"]) {
      expect(await two.rest("GET", `/api/v1/rooms/${roomId}/${path}`, { as: bob })).toMatchObject(
        forbidden("You are banned from this room"),
      );
    }
    expect(await say(roomId, bob)).toMatchObject({ status: 403 });
    const adding = { as: ada, body: { username: "bob" } };
    expect(await one.rest("POST", `/api/v1/rooms/${roomId}/members`, adding)).toMatchObject(
      forbidden("That person is banned from the room: lift the ban first"),
    );
    const listed = await two.rest("GET", `/api/v1/rooms/${roomId}/bans`, { as: ada });
    expect(listed.json["bans"]).toMatchObject([{ user_id: bob.userId, username: "bob", until }]);

    expect(await unban(roomId, bob)).toMatchObject({ status: 200 });
    expect(await adas.next("member_updated")).toMatchObject({ user_id: bob.userId, username: "bob", banned: false });
    expect(await join(roomId, bob)).toMatchObject({ status: 200 });
  });

  test("of somebody who was never there keeps them away; again it changes why and until when", async () => {
    const roomId = await newRoom(one, ada);
    const eve = await somebody();
    const socket = await two.connect(ada);
    await socket.ask({ type: "join_room", room_id: roomId }, "room_joined");
    expect((await ban(roomId, eve)).json).not.toHaveProperty("until");
    expect(await socket.next("member_updated")).toMatchObject({ user_id: eve.userId, banned: true });
    expect(await join(roomId, eve)).toMatchObject({ status: 403 });
    const until = soon();
    expect((await ban(roomId, eve, ada, { until, reason: "once more" })).json).toMatchObject({ until });
    const { json } = await one.rest("GET", `/api/v1/rooms/${roomId}/bans`, { as: ada });
    expect(json["bans"]).toMatchObject([{ user_id: eve.userId, reason: "once more", until }]);
  });

  test("is over when its time is", async () => {
    const roomId = await newRoom(one, ada);
    const eve = await somebody();
    const until = new Date(Date.now() + 1_500).toISOString();
    await ban(roomId, eve, ada, { until });
    expect(await join(roomId, eve)).toMatchObject({ status: 403 });
    await eventually(async () => (await join(roomId, eve)).status === 200);
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(until));
    const { json } = await one.rest("GET", `/api/v1/rooms/${roomId}/bans`, { as: ada });
    expect(json["bans"]).toEqual([]);
  });

  test("pages list all bans of a room, the latest first", async () => {
    const roomId = await newRoom(one, ada);
    const people = [await somebody(), await somebody(), await somebody()];
    for (const person of people) await ban(roomId, person);
    const seen: unknown[] = [];
    for (let token = "", first = true; first || token !== ""; first = false) {
      const query = `page_size=2&page_token=${token}`;
      const { json } = await one.rest("GET", `/api/v1/rooms/${roomId}/bans?${query}`, { as: ada });
      seen.push(...(json["bans"] as { user_id: number }[]).map(({ user_id }) => user_id));
      token = String(json["next_page_token"]);
    }
    expect(seen).toEqual(people.map(({ userId }) => userId).toReversed());
    const ofOne = async ({ userId }: TestUser) => {
      const { json } = await one.rest("GET", `/api/v1/rooms/${roomId}/bans?user_id=${userId}`, { as: ada });
      return (json["bans"] as { user_id: number }[]).map(({ user_id }) => user_id);
    };
    expect(await ofOne(people[0] as TestUser)).toEqual([people[0]?.userId]);
    expect(await ofOne(bob)).toEqual([]);
  });

  test("says every field that is wrong", async () => {
    const roomId = await newRoom(one, ada);
    const past = new Date(Date.now() - 1).toISOString();
    const bad = await ban(roomId, bob, ada, { until: past, reason: "x".repeat(251) });
    expect(bad).toMatchObject({ status: 400, json: { errors: [{ field: "reason" }, { field: "until" }] } });
    expect(await ban(roomId, bob, ada, { until: "tomorrow" })).toMatchObject({
      status: 400,
      json: { errors: [{ field: "until" }] },
    });
    expect(await ban(roomId, { ...bob, userId: 999_999 })).toMatchObject({ json: { code: "user_not_found" } });
    expect(await ban(roomId, { ...bob, userId: 0 })).toMatchObject({ json: { errors: [{ field: "user_id" }] } });
  });
});

test("who was taken out of a private room cannot read there by repeating what they sent", async () => {
  const roomId = await newRoom(one, ada, "private");
  await one.rest("POST", `/api/v1/rooms/${roomId}/members`, { as: ada, body: { username: "bob" } });
  const repeat = () => {
    const headers = { "idempotency-key": "the-same" };
    return two.rest("POST", `/api/v1/rooms/${roomId}/messages`, { as: bob, body: { content: "hello" }, headers });
  };
  const { json } = await repeat();
  expect(await repeat()).toMatchObject({ status: 200, json: { seq: json["seq"] } });
  await one.rest("DELETE", `/api/v1/rooms/${roomId}/members/${bob.userId}`, { as: ada });
  expect(await repeat()).toMatchObject({ status: 404, json: { code: "room_not_found" } });
  // On the socket a repeat is answered with where the message stands, and nothing of it.
  const socket = await two.connect(bob);
  const send = { type: "send_message", room_id: roomId, content: "hello", client_msg_id: "the-same" };
  expect(await socket.ask(send, "message_ack")).toMatchObject({ seq: json["seq"], duplicate: true });
});

describe("who may ban and mute", () => {
  test("is owners and admins, and admins not their like; nobody themselves", async () => {
    const roomId = await newRoom(one, ada);
    const [admin, member, stranger] = [await somebody(), await somebody(), await somebody()];
    for (const [{ userId }, role] of [
      [admin, "admin"],
      [member, "member"],
    ] as const) {
      await one.rest("POST", `/api/v1/rooms/${roomId}/members`, { as: ada, body: { user_id: userId, role } });
    }
    for (const act of [mute, ban]) {
      expect(await act(roomId, ada, member)).toMatchObject(forbidden("Only owners and admins of the room may do that"));
      expect(await act(roomId, ada, stranger)).toMatchObject(forbidden("Only members of the room may do that"));
      expect(await act(roomId, ada, admin)).toMatchObject(forbidden("Only owners of the room may do that"));
      expect(await act(roomId, ada, ada)).toMatchObject(forbidden("That cannot be done to oneself"));
      expect(await act(roomId, member, admin)).toMatchObject({ status: 200 });
    }
    for (const as of [member, stranger]) {
      expect(await one.rest("GET", `/api/v1/rooms/${roomId}/bans`, { as })).toMatchObject({ status: 403 });
    }
    expect(await unban(roomId, member, stranger)).toMatchObject({ status: 403 });
    expect(await unban(roomId, member, root)).toMatchObject({ status: 200 });
  });

  test("is nobody in direct rooms and announcements, and in a private room nobody who is not in it", async () => {
    const direct = Number((await openDirect(bob, ada)).json["id"]);
    const secret = await newRoom(one, ada, "private");
    for (const act of [ban, mute]) {
      expect(await act(direct, bob, ada)).toMatchObject(forbidden("That cannot be done in a direct room"));
      expect(await act(2, bob, root)).toMatchObject(forbidden("The server's announcements are for everybody"));
      expect(await act(secret, ada, bob)).toMatchObject({ json: { code: "room_not_found" } });
    }
    expect(await one.rest("GET", `/api/v1/rooms/${direct}/bans`, { as: ada })).toMatchObject({ status: 403 });
    expect(await one.rest("GET", `/api/v1/rooms/${secret}/bans`, { as: root })).toMatchObject({ status: 404 });
  });
});

describe("a mute", () => {
  test("lets a member read and delete and not write, also after they left and came back", async () => {
    const roomId = await newRoom(one, ada);
    const eve = await somebody();
    await join(roomId, eve);
    const mine = Number((await say(roomId, eve)).json["seq"]);
    const other = Number((await say(roomId, ada, "to react to")).json["seq"]);
    const until = soon();
    expect((await mute(roomId, eve, ada, { until })).json).toMatchObject({ user_id: eve.userId, muted_until: until });

    const check = async () => {
      const socket = await two.connect(eve);
      const joined = await socket.ask({ type: "join_room", room_id: roomId }, "room_joined");
      expect(joined.me).toMatchObject({ role: "member", muted_until: until });
      for (const frame of [
        { type: "send_message", content: "hello" },
        { type: "edit_message", seq: mine, content: "changed" },
        { type: "react", seq: other, emoji: "👍", on: true },
      ]) {
        const refused = await socket.ask({ ...frame, room_id: roomId }, "error");
        expect(refused, frame.type).toMatchObject({ code: "forbidden", message: "You are muted in this room" });
      }
      socket.close();
    };
    await check();
    await two.rest("POST", `/api/v1/rooms/${roomId}/leave`, { as: eve, body: {} });
    await join(roomId, eve);
    await check();
    const { json } = await one.rest("GET", `/api/v1/rooms/${roomId}/members`, { as: ada });
    expect(json["members"]).toContainEqual(expect.objectContaining({ user_id: eve.userId, muted_until: until }));
    expect(await two.rest("DELETE", `/api/v1/rooms/${roomId}/messages/${mine}`, { as: eve })).toMatchObject({
      status: 200,
    });

    const socket = await two.connect(ada);
    await socket.ask({ type: "join_room", room_id: roomId }, "room_joined");
    const { json: free } = await unmute(roomId, eve);
    expect(free).not.toHaveProperty("muted_until");
    const told = await socket.next("member_updated");
    expect(told).toMatchObject({ user_id: eve.userId });
    expect(told).not.toHaveProperty("muted_until");
    expect(await say(roomId, eve)).toMatchObject({ status: 200 });
  });

  test("hides that one types, until it is lifted", async () => {
    const roomId = await newRoom(one, ada);
    const eve = await somebody();
    for (const person of [bob, eve]) await join(roomId, person);
    const [adas, bobs, eves] = await Promise.all([one.connect(ada), two.connect(bob), two.connect(eve)]);
    for (const socket of [adas, bobs, eves]) await socket.ask({ type: "join_room", room_id: roomId }, "room_joined");
    await mute(roomId, eve);
    eves.send({ type: "typing", is_typing: true });
    await eves.ask({ type: "ping" }, "pong");
    // Who is asked for later is answered later.
    bobs.send({ type: "typing", is_typing: true });
    await adas.next("user_typing", ({ user_id }) => user_id === bob.userId);
    expect(adas.all("user_typing").map(({ user_id }) => user_id)).toEqual([bob.userId]);
    await unmute(roomId, eve);
    eves.send({ type: "typing", is_typing: true });
    await adas.next("user_typing", ({ user_id }) => user_id === eve.userId);
  });

  test("of an admin takes name and topic of the room from them too: those are words as well", async () => {
    const roomId = await newRoom(one, ada);
    const admin = await somebody();
    await one.rest("POST", `/api/v1/rooms/${roomId}/members`, {
      as: ada,
      body: { user_id: admin.userId, role: "admin" },
    });
    const change = () => two.rest("PATCH", `/api/v1/rooms/${roomId}`, { as: admin, body: { topic: "as I said" } });
    await mute(roomId, admin);
    expect(await change()).toMatchObject(forbidden("You are muted in this room"));
    await unmute(roomId, admin);
    expect(await change()).toMatchObject({ status: 200, json: { topic: "as I said" } });
  });

  test("without an end is for good, and one with an end is over then", async () => {
    const roomId = await newRoom(one, ada);
    const eve = await somebody();
    await join(roomId, eve);
    expect((await mute(roomId, eve)).json).toMatchObject({ muted_until: "9999-12-31T23:59:59.999Z" });
    await mute(roomId, eve, ada, { until: new Date(Date.now() + 1_000).toISOString() });
    expect(await say(roomId, eve)).toMatchObject({ status: 403 });
    await eventually(async () => (await say(roomId, eve)).status === 200);
    const { json } = await one.rest("GET", `/api/v1/rooms/${roomId}/members`, { as: ada });
    for (const member of json["members"] as object[]) expect(member).not.toHaveProperty("muted_until");
  });
});
