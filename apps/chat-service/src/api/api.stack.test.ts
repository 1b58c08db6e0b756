import { MessageServiceService } from "@hubbub/grpc-api/messages";
import { RoomServiceService, RoomType } from "@hubbub/grpc-api/rooms";
import { createMetrics, openGrpcClient } from "@hubbub/service-runtime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestUser } from "../testing/fake-user-service.ts";
import { type ChatInstance, type ChatStack, startChatStack } from "../testing/start-chat-stack.ts";
import { newRoom } from "../testing/new-room.ts";
import { startConversation } from "../testing/start-conversation.ts";

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

const conversation = () => startConversation(one, ada, two, bob);

describe("lists", () => {
  test("a list of rooms pages by name and is searched without case", async () => {
    for (const name of ["Zebra A", "zebra b", "ZEBRA C"]) await one.createRoom(ada, { name });
    const first = await one.rest("GET", "/api/v1/rooms?query=zeBRA&page_size=2", { as: eve });
    expect(first.json).toMatchObject({ rooms: [{ name: "Zebra A" }, { name: "zebra b" }] });
    const token = String(first.json["next_page_token"]);
    const rest = await one.rest("GET", `/api/v1/rooms?query=zebra&page_size=2&page_token=${token}`, { as: eve });
    expect(rest.json).toMatchObject({ rooms: [{ name: "ZEBRA C" }], next_page_token: "" });
  });

  test("one's own rooms show what is unread", async () => {
    const { roomId, bobs } = await conversation();
    const { seq } = await bobs.ask({ type: "send_message", content: "read me" }, "message_ack");
    const mine = await one.rest("GET", "/api/v1/users/me/rooms?page_size=100", { as: ada });
    const room = (mine.json["rooms"] as Record<string, unknown>[]).find(({ id }) => id === roomId);
    expect(room).toMatchObject({ last_seq: seq, unread_count: 1, role: "owner", type: "public" });
    const his = await two.rest("GET", "/api/v1/users/me/rooms?page_size=100", { as: bob });
    const seen = (his.json["rooms"] as Record<string, unknown>[]).find(({ id }) => id === roomId);
    expect(seen).toMatchObject({ last_read_seq: seq, unread_count: 0 });
  });

  test("one's own rooms page by their latest message; a page token of before they did is refused, and says so", async () => {
    const rooms = [await newRoom(one, ada), await newRoom(one, ada), await newRoom(one, ada)];
    const [first = 0, second = 0, third = 0] = rooms;
    for (const roomId of [second, third, first]) {
      await one.rest("POST", `/api/v1/rooms/${roomId}/messages`, { as: ada, body: { content: "hello" } });
      await stack.sql(`update rooms set last_message_at = last_message_at + ${roomId === first ? 2 : 1} * interval '1 hour'
        where id = ${roomId}`);
    }
    const path = "/api/v1/users/me/rooms?page_size=2";
    const page = await one.rest("GET", path, { as: ada });
    expect(page.json).toMatchObject({ rooms: [{ id: first }, { id: third }] });
    const next = await one.rest("GET", `${path}&page_token=${String(page.json["next_page_token"])}`, { as: ada });
    expect((next.json["rooms"] as { id: number }[])[0]).toMatchObject({ id: second });

    const byId = Buffer.from(JSON.stringify([second])).toString("base64url");
    expect(await one.rest("GET", `${path}&page_token=${byId}`, { as: ada })).toMatchObject({
      status: 400,
      json: { code: "invalid_argument", errors: [{ field: "page_token" }] },
    });
  });

  test("members are listed in the order they joined, with their names", async () => {
    const { roomId } = await conversation();
    const path = `/api/v1/rooms/${roomId}/members?page_size=1`;
    const first = await one.rest("GET", path, { as: ada });
    expect(first.json).toMatchObject({ members: [{ user_id: ada.userId, username: "ada", role: "owner" }] });
    const next = await one.rest("GET", `${path}&page_token=${String(first.json["next_page_token"])}`, { as: ada });
    expect(next.json).toMatchObject({ members: [{ username: "bob", role: "member" }], next_page_token: "" });
  });

  test("of one person the list of members has that one or none", async () => {
    const { roomId } = await conversation();
    const path = `/api/v1/rooms/${roomId}/members?user_id=`;
    const { json } = await one.rest("GET", path + bob.userId, { as: ada });
    expect(json).toMatchObject({ members: [{ username: "bob", role: "member" }], next_page_token: "" });
    expect((json["members"] as unknown[]).length).toBe(1);
    expect((await one.rest("GET", path + eve.userId, { as: ada })).json["members"]).toEqual([]);
    expect(await one.rest("GET", `${path}0`, { as: ada })).toMatchObject({ json: { errors: [{ field: "user_id" }] } });
  });
});

test("how far the members of a public room have read is for members to see", async () => {
  const { roomId } = await conversation();
  const boss = await stack.users.register("boss", { admin: true });
  const path = `/api/v1/rooms/${roomId}/members`;
  const marks = async (as: TestUser) => {
    const { json } = await two.rest("GET", path, { as });
    return (json["members"] as Record<string, unknown>[]).map((member) => typeof member["last_read_seq"]);
  };
  expect(await marks(bob)).toEqual(["number", "number"]);
  expect(await marks(eve)).toEqual(["undefined", "undefined"]);
  const change = { as: boss, body: { role: "admin" } };
  expect((await one.rest("PATCH", `${path}/${bob.userId}`, change)).json).not.toHaveProperty("last_read_seq");
  const byAda = await one.rest("PATCH", `${path}/${bob.userId}`, { ...change, as: ada });
  expect(byAda.json).toHaveProperty("last_read_seq");
});

describe("over REST", () => {
  test("a message is posted once per Idempotency-Key, and read in pages", async () => {
    const { roomId, bobs } = await conversation();
    const post = () =>
      one.rest("POST", `/api/v1/rooms/${roomId}/messages`, {
        as: ada,
        body: { content: "by REST" },
        headers: { "idempotency-key": "key-1" },
      });
    const [first, again] = [await post(), await post()];
    expect(first).toMatchObject({ status: 200, json: { content: "by REST", client_msg_id: "key-1", username: "ada" } });
    expect(again.json).toEqual(first.json);
    const { type: _, ...arrived } = await bobs.next("new_message");
    expect(first.json).toMatchObject(arrived);
    const page = await two.rest("GET", `/api/v1/rooms/${roomId}/messages?limit=10`, { as: bob });
    expect(page.json).toEqual({ messages: [first.json], has_more: false });
  });

  test("a message is edited and deleted", async () => {
    const { roomId, adas } = await conversation();
    const { seq } = await adas.ask({ type: "send_message", content: "old" }, "message_ack");
    const path = `/api/v1/rooms/${roomId}/messages/${seq}`;
    const edited = await one.rest("PATCH", path, { as: ada, body: { content: "new" } });
    expect(edited).toMatchObject({ status: 200, json: { content: "new", updated_seq: seq + 1 } });
    const deleted = await one.rest("DELETE", path, { as: ada });
    expect(deleted).toMatchObject({ status: 200, json: { content: "", updated_seq: seq + 2 } });
  });

  test("rooms are changed, left and archived", async () => {
    const roomId = await newRoom(one, ada);
    const path = `/api/v1/rooms/${roomId}`;
    const changed = await one.rest("PATCH", path, { as: ada, body: { topic: "Tea" } });
    expect(changed).toMatchObject({ status: 200, json: { topic: "Tea" } });
    expect(await one.rest("PATCH", path, { as: eve, body: { topic: "Mine" } })).toMatchObject({ status: 403 });
    expect((await two.rest("POST", `${path}/join`, { as: bob })).json).toMatchObject({ role: "member" });
    expect((await two.rest("POST", `${path}/leave`, { as: bob })).status).toBe(200);
    const archived = await one.rest("DELETE", path, { as: ada });
    expect(archived.json).toHaveProperty("archived_at");
    const late = await one.rest("POST", `${path}/messages`, { as: ada, body: { content: "late" } });
    expect(late).toMatchObject({ status: 409, json: { code: "room_archived" } });
  });

  test("older clients say who joins, or leaves, what: what agrees is taken, the rest is named", async () => {
    const roomId = await newRoom(one, ada);
    const send = (what: string, body: object) => one.rest("POST", `/api/v1/rooms/${roomId}/${what}`, { as: bob, body });
    for (const what of ["join", "leave"]) {
      expect(await send(what, { user_id: bob.userId, room_id: String(roomId) })).toMatchObject({ status: 200 });
      expect(await send(what, { user_id: ada.userId, room_id: roomId + 1 })).toMatchObject({
        status: 400,
        json: { code: "invalid_argument", errors: [{ field: "room_id" }, { field: "user_id" }] },
      });
    }
    expect((await one.rest("GET", `/api/v1/rooms/${roomId}`, { as: bob })).json).not.toHaveProperty("role");
  });

  test.each(["abc", "-9223372036854775808", "9007199254740992", "9223372036854775807", "1e9", "0", "-1"])(
    "the id %s is answered with the range that ids have",
    async (id) => {
      const range = (from: string) => new RegExp(`must be a whole number from ${from} to 9007199254740991$`);
      for (const [path, from] of [
        [`/api/v1/rooms/${id}`, "1"],
        [`/api/chat/${id}/history`, "1"],
      ] as const) {
        const { status, json } = await one.rest("GET", path, { as: ada });
        expect(status).toBe(400);
        expect(json["errors"]).toMatchObject([{ message: expect.stringMatching(range(from)) as string }]);
      }
    },
  );

  test("/ws without an upgrade says what it is for", async () => {
    expect(await one.rest("GET", "/ws")).toMatchObject({ status: 400, json: { code: "invalid_argument" } });
    expect(await one.rest("POST", "/ws")).toMatchObject({ status: 405 });
    expect(await one.rest("GET", "/ws?origin=http://127.0.0.1:1")).toMatchObject({ status: 400 });
  });

  test("/ws tells a page whose WebSocket was refused which setting would let it in", async () => {
    const { status, json } = await one.rest("GET", "/ws?origin=https://evil.example");
    expect(status).toBe(403);
    expect(json).toMatchObject({ code: "forbidden", detail: expect.stringContaining("ALLOWED_ORIGINS") as string });
  });

  test("the older dialect's routes answer", async () => {
    expect((await one.rest("GET", "/health")).json).toMatchObject({ status: "ok" });
    const { roomId, adas } = await conversation();
    await adas.ask({ type: "send_message", content: "old style" }, "message_ack");
    const history = await one.rest("GET", `/api/chat/${roomId}/history?limit=5`, { as: ada });
    expect(history.json).toEqual({
      success: true,
      messages: [
        expect.objectContaining({
          roomId,
          userId: ada.userId,
          username: "ada",
          message: "old style",
          timestamp: expect.stringMatching(/^\d{4}-.*Z$/) as string,
        }),
      ],
    });
    expect(Object.keys((history.json["messages"] as object[])[0] ?? {}).filter((name) => name.includes("_"))).toEqual(
      [],
    );
    expect(await one.rest("GET", `/api/chat/${roomId}/history`)).toMatchObject({ status: 401 });
  });

  test("the API describes itself", async () => {
    const { json } = await one.rest("GET", "/api/openapi.json");
    expect(json).toMatchObject({ openapi: "3.1.0" });
    expect(Object.keys(json["paths"] as object)).toContain("/api/v1/rooms/{room_id}/messages");
  });
});

test("gRPC answers as REST does", async () => {
  const address = `127.0.0.1:${one.grpcPort}`;
  const metrics = createMetrics("test");
  const rooms = openGrpcClient({ definition: RoomServiceService, address, metrics });
  const messages = openGrpcClient({ definition: MessageServiceService, address, metrics });
  const metadata = { authorization: `Bearer ${ada.token}`, "idempotency-key": "g1" };
  const room = await rooms.calls.createRoom(
    { name: "By gRPC", type: RoomType.ROOM_TYPE_PRIVATE, topic: "" },
    { metadata },
  );
  const message = { roomId: room.id, content: "hello", clientMsgId: "", replyTo: undefined, attachmentIds: [] };
  const sent = await messages.calls.sendMessage(message, { metadata });
  expect(sent).toMatchObject({ roomId: room.id, clientMsgId: "g1", username: "ada" });
  expect(await messages.calls.sendMessage(message, { metadata })).toEqual(sent);
  const asEve = { metadata: { authorization: `Bearer ${eve.token}` } };
  await expect(rooms.calls.getRoom({ id: room.id }, asEve)).rejects.toMatchObject({ code: "room_not_found" });
  await expect(rooms.calls.getRoom({ id: room.id })).rejects.toMatchObject({ code: "unauthenticated" });
  await expect(messages.calls.sendMessage({ ...message, content: "" }, { metadata })).rejects.toMatchObject({
    code: "invalid_argument",
    field: "content",
  });
  rooms.close();
  messages.close();
});

describe("bad input over REST", () => {
  test.each([
    ["POST", "/api/v1/rooms", { name: "" }, "name"],
    ["POST", "/api/v1/rooms", { name: "   " }, "name"],
    ["POST", "/api/v1/rooms", { name: "x".repeat(81) }, "name"],
    ["POST", "/api/v1/rooms", { name: "a\u0000b" }, "name"],
    ["POST", "/api/v1/rooms", { name: "a\nb" }, "name"],
    ["POST", "/api/v1/rooms", { name: "\u200b" }, "name"],
    ["POST", "/api/v1/rooms", { name: 5 }, "name"],
    ["POST", "/api/v1/rooms", { name: "ok", topic: "x".repeat(251) }, "topic"],
    ["POST", "/api/v1/rooms", { name: "ok", type: "direct" }, "type"],
    ["POST", "/api/v1/rooms/1/messages", { content: "" }, "content"],
    ["POST", "/api/v1/rooms/1/messages", { content: " \n " }, "content"],
    ["POST", "/api/v1/rooms/1/messages", { content: "x".repeat(10_000) }, "content"],
    ["POST", "/api/v1/rooms/1/messages", { content: "a\u0000b" }, "content"],
    ["POST", "/api/v1/rooms/1/messages", '{"content": "\\ud800"}', "content"],
    ["POST", "/api/v1/rooms/1/messages", { content: "hi", client_msg_id: "x".repeat(65) }, "client_msg_id"],
    ["POST", "/api/v1/rooms/1/members", {}, "username"],
    ["POST", "/api/v1/rooms/1/members", { username: "a\u0000b" }, "username"],
    ["GET", "/api/v1/rooms/general", undefined, "id"],
    ["GET", "/api/v1/rooms/-1", undefined, "id"],
    ["GET", "/api/v1/rooms/1/messages?limit=-1", undefined, "limit"],
    ["GET", "/api/v1/rooms/1/messages?limit=0", undefined, "limit"],
    ["GET", "/api/v1/rooms/1/messages?limit=1000000000", undefined, "limit"],
    ["GET", "/api/v1/rooms/1/messages?before_seq=5&after_seq=1", undefined, "after_seq"],
    ["GET", "/api/v1/rooms/1/messages?before_seq=-5", undefined, "before_seq"],
    ["GET", "/api/v1/rooms/1/messages?after_seq=1&around_seq=5", undefined, "around_seq"],
    ["GET", "/api/v1/rooms/1/messages?around_seq=-5", undefined, "around_seq"],
    ["GET", "/api/v1/rooms?page_size=101", undefined, "page_size"],
    ["GET", "/api/v1/rooms?page_token=nonsense", undefined, "page_token"],
    ["GET", "/api/v1/rooms?query=%00", undefined, "query"],
  ])("%s %s %j names %s", async (method, path, body, field) => {
    const { status, json } = await one.rest(method, path, { as: ada, body });
    expect(status).toBe(400);
    expect(json).toMatchObject({ code: "invalid_argument", errors: [{ field }] });
  });

  test("what has no member, no user or no name free says so", async () => {
    const roomId = await newRoom(one, ada);
    const nobody = await one.rest("POST", `/api/v1/rooms/${roomId}/members`, { as: ada, body: { username: "who" } });
    expect(nobody).toMatchObject({ status: 404, json: { code: "user_not_found", errors: [{ field: "username" }] } });
    const taken = await one.rest("POST", "/api/v1/rooms", { as: ada, body: { name: "GENERAL" } });
    expect(taken).toMatchObject({ status: 409, json: { code: "already_exists", errors: [{ field: "name" }] } });
  });

  test("SQL and HTML are text like any other", async () => {
    const name = `Robert'); drop table rooms; -- <script>alert(1)</script>`;
    const roomId = await one.createRoom(ada, { name, topic: name });
    const { json } = await one.rest("GET", `/api/v1/rooms?query=${encodeURIComponent(name)}`, { as: ada });
    expect(json).toMatchObject({ rooms: [{ id: roomId, name, topic: name }] });
    const post = { as: ada, body: { content: name } };
    expect((await one.rest("POST", `/api/v1/rooms/${roomId}/messages`, post)).json).toMatchObject({ content: name });
  });

  test("without a token, or with a wrong one, one is told to sign in", async () => {
    expect(await one.rest("GET", "/api/v1/rooms")).toMatchObject({ status: 401, json: { code: "unauthenticated" } });
    const wrong = { ...ada, token: `${ada.token}x` };
    expect(await one.rest("GET", "/api/v1/rooms", { as: wrong })).toMatchObject({ json: { code: "unauthenticated" } });
    const token = await stack.users.sign({ exp: Math.floor(Date.now() / 1000) - 5 });
    expect(await one.rest("GET", "/api/v1/rooms", { as: { ...ada, token } })).toMatchObject({
      status: 401,
      json: { code: "token_expired" },
    });
  });
});
