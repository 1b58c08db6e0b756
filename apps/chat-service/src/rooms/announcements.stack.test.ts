import { afterAll, beforeAll, expect, test } from "vitest";
import { announcementsRoomId } from "@hubbub/ws-protocol";
import type { TestUser } from "../testing/fake-user-service.ts";
import { type ChatInstance, type ChatStack, startChatStack } from "../testing/start-chat-stack.ts";

const path = `/api/v1/rooms/${announcementsRoomId}`;
let stack: ChatStack;
let chat: ChatInstance;
let ada: TestUser;
let bob: TestUser;
let root: TestUser;

beforeAll(async () => {
  stack = await startChatStack();
  chat = await stack.start("chat-1");
  ada = await stack.users.register("ada");
  bob = await stack.users.register("bob");
  root = await stack.users.register("root", { admin: true });
});

afterAll(() => stack.stop());

const as = (user: TestUser | undefined, method: string, to: string, body?: unknown) =>
  chat.rest(method, to, { ...(user === undefined ? {} : { as: user }), body });

test("everybody who is signed in reads them, member or not", async () => {
  await as(root, "POST", `${path}/messages`, { content: "welcome" });
  expect(await as(ada, "GET", path)).toMatchObject({ status: 200, json: { type: "announcement" } });
  const { json } = await as(ada, "GET", `${path}/messages`);
  expect(json).toMatchObject({ messages: [{ content: "welcome" }] });
  expect(await as(undefined, "GET", `${path}/messages`)).toMatchObject({ status: 401 });
});

test("only server admins write them: no role can be had that would", async () => {
  await as(ada, "POST", `${path}/join`, {});
  const said = "Only server admins write announcements";
  const refused = { status: 403, json: { detail: said } };
  expect(await as(ada, "POST", `${path}/messages`, { content: "me" })).toMatchObject(refused);
  const socket = await chat.connect(ada);
  const answer = await socket.ask({ type: "group", to: "announcements", content: "me" }, "error");
  expect(answer).toMatchObject({ code: "forbidden", message: said });
  const noRoles = { status: 403, json: { errors: [{ field: "role" }] } };
  expect(await as(root, "PATCH", `${path}/members/${ada.userId}`, { role: "admin" })).toMatchObject(noRoles);
  expect(await as(root, "POST", `${path}/members`, { username: "bob", role: "owner" })).toMatchObject(noRoles);
  expect(await as(root, "POST", `${path}/messages`, { content: "me" })).toMatchObject({ status: 200 });
});

test("who joins sees them among their rooms, with what is unread, and may leave", async () => {
  await as(bob, "POST", `${path}/join`, {});
  await as(root, "POST", `${path}/messages`, { content: "news for @bob" });
  const { json } = await as(bob, "GET", "/api/v1/users/me/rooms");
  expect(json["rooms"]).toMatchObject([{ id: 2, unread_count: 1, mention_count: 1 }, { name: "general" }]);
  expect(await as(bob, "POST", `${path}/leave`, {})).toMatchObject({ status: 200 });
  expect((await as(bob, "GET", "/api/v1/users/me/rooms")).json["rooms"]).toMatchObject([{ name: "general" }]);
});

test("server admins rename them and look after who is in them; nobody can archive them", async () => {
  await as(ada, "POST", `${path}/join`, {});
  expect(await as(ada, "PATCH", path, { topic: "mine" })).toMatchObject({
    status: 403,
    json: { detail: "Only server admins may do that to the announcements" },
  });
  for (const user of [ada, bob]) {
    expect(await as(user, "PATCH", path, { topic: "mine" })).toMatchObject({ status: 403 });
    expect(await as(user, "POST", `${path}/members`, { username: "root" })).toMatchObject({ status: 403 });
    expect(await as(user, "DELETE", `${path}/members/${root.userId}`)).toMatchObject({ status: 403 });
    expect(await as(user, "DELETE", path)).toMatchObject({ status: 403 });
  }
  expect(await as(root, "PATCH", path, { name: "News" })).toMatchObject({ status: 200, json: { name: "News" } });
  await as(root, "POST", `${path}/members`, { username: "bob" });
  expect(await as(root, "DELETE", `${path}/members/${bob.userId}`)).toMatchObject({ status: 200 });
  expect(await as(root, "DELETE", path)).toMatchObject({
    status: 403,
    json: { detail: "The server's announcements cannot be archived" },
  });
  expect((await as(ada, "GET", path)).json).not.toHaveProperty("archived_at");
});
