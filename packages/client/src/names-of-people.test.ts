import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { lookupGatherMs } from "./limits.ts";
import { tokensFor } from "./testing/fake-api.ts";
import { FakeChatServer } from "./testing/fake-chat-server.ts";
import { startClient } from "./testing/start-client.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const { user } = tokensFor(1, "token");
const ben = { ...user, id: 2, username: "user-2", display_name: "Ben Ode" };

it("people are known by what frames and answers tell of them, until one signs out", async () => {
  const server = new FakeChatServer();
  const { client } = await startClient(server, {
    "GET /api/v1/users": () => ({ body: { users: [ben], next_page_token: "" } }),
  });
  expect(client.people.nameOf(1)).toBe("user-1");
  client.room(7).open();
  await vi.advanceTimersByTimeAsync(0);
  server.post("Hello");
  await vi.advanceTimersByTimeAsync(0);
  expect(client.people.get(2)).toEqual({ user_id: 2, username: "user-2" });
  await client.accounts.search("ben");
  server.post("Hello again");
  await vi.advanceTimersByTimeAsync(0);
  expect(client.people.nameOf(2)).toBe("Ben Ode");
  await client.signOut();
  expect(client.people.get(2)).toBeUndefined();
});

it("one's own new name is known with the answer, also where an older read comes after it", async () => {
  let answer: (body: unknown) => void = () => {};
  const { client } = await startClient(new FakeChatServer(), {
    "PATCH /api/v1/users/me": ({ body }) => ({ body: { ...user, ...(body as object) } }),
    "GET /api/v1/users/1": () => new Promise((resolve) => (answer = (body) => resolve({ body }))),
  });
  const watcher = vi.fn<() => void>();
  client.people.subscribe([1], watcher);
  const read = client.accounts.get(1);
  await vi.advanceTimersByTimeAsync(0);
  await client.changeAccount({ display_name: "Ada Ode" });
  expect(watcher).toHaveBeenCalledOnce();
  answer(user);
  await read;
  expect(client.people.nameOf(1)).toBe("Ada Ode");
});

it("who is shown and only known by number is asked for", async () => {
  const { client, seen } = await startClient(new FakeChatServer(), { "GET /api/v1/users/2": () => ({ body: ben }) });
  const watcher = vi.fn<() => void>();
  const person = client.people.of(2);
  const stop = person.subscribe(watcher);
  await vi.advanceTimersByTimeAsync(lookupGatherMs);
  expect(person.snapshot()).toEqual({ user_id: 2, username: "user-2", display_name: "Ben Ode", avatar_url: "" });
  expect(watcher).toHaveBeenCalledOnce();
  stop();
  person.subscribe(watcher);
  await vi.advanceTimersByTimeAsync(lookupGatherMs);
  expect(seen.filter(({ path }) => path === "/api/v1/users/2")).toHaveLength(1);
});
