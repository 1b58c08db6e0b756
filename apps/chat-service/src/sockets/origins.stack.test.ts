import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestUser } from "../testing/fake-user-service.ts";
import { type ChatInstance, type ChatStack, startChatStack } from "../testing/start-chat-stack.ts";
import { TestSocket } from "../testing/test-socket.ts";

const friend = "https://friend.example";
const stranger = "https://evil.example";

let stack: ChatStack;
let chat: ChatInstance;
let ada: TestUser;

beforeAll(async () => {
  stack = await startChatStack();
  chat = await stack.start("chat-1", { ALLOWED_ORIGINS: friend });
  ada = await stack.users.register("ada");
});
afterAll(() => stack.stop());

const open = (origin: string) => new TestSocket(`ws://127.0.0.1:${chat.httpPort}/ws`, { origin }).opened();
const poll = (origin: string, method = "GET") =>
  fetch(`http://127.0.0.1:${chat.httpPort}/socket.io/?EIO=4&transport=polling`, { method, headers: { origin } });

test("a page of this host and one of the list may open a socket, another one may not", async () => {
  for (const origin of [`http://127.0.0.1:${chat.httpPort}`, "http://127.0.0.1:1", friend]) {
    const socket = await open(origin);
    await socket.ask({ type: "auth", token: ada.token }, "success");
  }
  await expect(open(stranger)).rejects.toThrow("not opened");
  await expect(open("null")).rejects.toThrow("not opened");
});

test("likewise at Socket.IO, whose answers the browser shows to pages of the list", async () => {
  expect((await poll(stranger)).status).toBe(403);
  const own = await poll(`http://127.0.0.1:${chat.httpPort}`);
  expect([own.status, own.headers.get("access-control-allow-origin")]).toEqual([200, null]);
  const listed = await poll(friend);
  expect([listed.status, listed.headers.get("access-control-allow-origin")]).toEqual([200, friend]);
  const preflight = await poll(friend, "OPTIONS");
  expect([preflight.status, preflight.headers.get("access-control-allow-origin")]).toEqual([204, friend]);
  expect((await poll(stranger, "OPTIONS")).status).toBe(403);
});
