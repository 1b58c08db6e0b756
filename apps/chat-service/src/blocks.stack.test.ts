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
const say = (roomId: number, as: TestUser, content = "hello") =>
  two.rest("POST", `/api/v1/rooms/${roomId}/messages`, { as, body: { content } });
const block = ({ userId }: TestUser, as: TestUser) =>
  one.rest("PUT", `/api/v1/users/me/blocks/${userId}`, { as, body: {} });
const unblock = ({ userId }: TestUser, as: TestUser) => one.rest("DELETE", `/api/v1/users/me/blocks/${userId}`, { as });
const openDirect = ({ userId }: TestUser, as: TestUser, chat = two) =>
  chat.rest("POST", `/api/v1/users/${userId}/dm`, { as, body: {} });

const forbidden = (detail: string) => ({ status: 403, json: { code: "forbidden", detail } });

describe("a block", () => {
  test("ends direct messages between the two in both directions, until it is lifted", async () => {
    const shut = "One of you has blocked the other, or their account is gone";
    const [eve, max] = [await somebody(), await somebody()];
    const roomId = Number((await openDirect(eve, max)).json["id"]);
    expect(await say(roomId, eve)).toMatchObject({ status: 200 });
    expect(await block(eve, max)).toMatchObject({
      status: 200,
      json: { user_id: eve.userId, username: eve.username, created_at: expect.any(String) },
    });
    const refused = forbidden(shut);
    for (const [as, to] of [
      [eve, max],
      [max, eve],
    ] as const) {
      expect(await say(roomId, as)).toMatchObject(refused);
      const socket = await two.connect(as);
      expect(await socket.ask({ type: "dm", to: to.username, content: "hey" }, "error")).toMatchObject({
        code: "forbidden",
        message: shut,
      });
      // What was said stays there to be read.
      const joined = await socket.ask({ type: "join_room", room_id: roomId }, "room_joined");
      expect(joined.me).not.toHaveProperty("muted_until");
    }
    const { json } = await one.rest("GET", "/api/v1/users/me/blocks", { as: max });
    expect(json["blocks"]).toMatchObject([{ user_id: eve.userId, username: eve.username }]);
    expect((await one.rest("GET", "/api/v1/users/me/blocks", { as: eve })).json["blocks"]).toEqual([]);

    // Each of the two has their own.
    await block(max, eve);
    await unblock(eve, max);
    expect(await say(roomId, eve)).toMatchObject(refused);
    await unblock(max, eve);
    expect(await say(roomId, eve)).toMatchObject({ status: 200 });
    expect(await unblock(max, eve)).toMatchObject({ status: 200 });
  });

  test("hides in the direct room of the two that either types", async () => {
    const [eve, max] = [await somebody(), await somebody()];
    const direct = Number((await openDirect(eve, max)).json["id"]);
    const open = await newRoom(one, eve);
    await join(open, max);
    const [eves, maxs] = await Promise.all([two.connect(eve), two.connect(max)]);
    for (const socket of [eves, maxs]) {
      for (const room_id of [direct, open]) await socket.ask({ type: "join_room", room_id }, "room_joined");
    }
    await block(eve, max);
    for (const socket of [eves, maxs]) socket.send({ type: "typing", room_id: direct, is_typing: true });
    for (const socket of [eves, maxs]) await socket.ask({ type: "ping" }, "pong");
    for (const socket of [eves, maxs]) socket.send({ type: "typing", room_id: open, is_typing: true });
    for (const socket of [eves, maxs]) {
      await socket.next("user_typing", ({ room_id }) => room_id === open);
      expect(socket.all("user_typing").map(({ room_id }) => room_id)).toEqual([open]);
    }
  });

  test("lets no direct room begin, of server admins neither", async () => {
    const eve = await somebody();
    await block(root, eve);
    for (const [as, to] of [
      [root, eve],
      [eve, root],
    ] as const) {
      expect(await openDirect(to, as)).toMatchObject(forbidden("One of you has blocked the other"));
      const socket = await one.connect(as);
      expect(await socket.ask({ type: "dm", to: to.username, content: "hey" }, "error")).toMatchObject({
        code: "forbidden",
      });
    }
    await unblock(root, eve);
    const roomId = Number((await openDirect(eve, root)).json["id"]);
    expect(await say(roomId, root)).toMatchObject({ status: 200 });
    await block(root, eve);
    expect(await say(roomId, root)).toMatchObject({ status: 403 });
  });

  test("whoever is first: a block and the opening of the direct room at once leave no way to write", async () => {
    const pairs = await Promise.all(
      Array.from({ length: 30 }, async () => [await somebody(), await somebody()] as const),
    );
    await Promise.all(
      pairs.map(async ([left, right], nth) => {
        const opened = () => Promise.all([openDirect(left, right), openDirect(right, left, one)]);
        await (nth % 2 === 0
          ? Promise.all([block(left, right), opened()])
          : Promise.all([opened(), block(left, right)]));
      }),
    );
    for (const [left, right] of pairs) {
      const socket = await one.connect(left);
      const refused = await socket.ask({ type: "dm", to: right.username, content: "hey" }, "error");
      expect(refused).toMatchObject({ code: "forbidden" });
      socket.close();
    }
  });

  test("lets the other not add one to a room, and their mentions count for nothing", async () => {
    const [eve, max] = [await somebody(), await somebody()];
    const roomId = await newRoom(one, eve);
    await block(eve, max);
    const adding = { as: eve, body: { username: max.username } };
    expect(await two.rest("POST", `/api/v1/rooms/${roomId}/members`, adding)).toMatchObject(
      forbidden("That person does not want to be added by you"),
    );
    await join(roomId, max);
    await say(roomId, eve, `@${max.username} look`);
    const counts = async () => {
      const { json } = await two.rest("GET", "/api/v1/users/me/rooms", { as: max });
      return (json["rooms"] as { id: number }[]).find(({ id }) => id === roomId);
    };
    expect(await counts()).toMatchObject({ unread_count: 1, mention_count: 0 });
    await unblock(eve, max);
    expect(await counts()).toMatchObject({ unread_count: 1, mention_count: 1 });
  });

  test("is told to every socket of who blocks and unblocks, on whichever instance, and to nobody else", async () => {
    const [eve, max] = [await somebody(), await somebody()];
    const [here, there, maxs] = await Promise.all([one.connect(eve), two.connect(eve), two.connect(max)]);
    for (const change of [block, unblock]) {
      for (const socket of [here, there]) {
        const before = socket.all("blocks_changed").length;
        await eventually(async () => {
          expect(await change(max, eve)).toMatchObject({ status: 200 });
          return socket.all("blocks_changed").length > before;
        });
      }
    }
    await maxs.ask({ type: "ping" }, "pong");
    expect(maxs.all("blocks_changed")).toEqual([]);
  });

  test("is refused of oneself and of nobody, and what is not blocked can be unblocked", async () => {
    expect(await block(ada, ada)).toMatchObject({ status: 400, json: { errors: [{ field: "user_id" }] } });
    expect(await block({ ...bob, userId: 999_999 }, ada)).toMatchObject({ json: { code: "user_not_found" } });
    expect(await unblock({ ...bob, userId: 999_999 }, ada)).toMatchObject({ status: 200, json: {} });
  });
});
