import { afterEach, describe, expect, inject, test } from "vitest";
import { call, type SomeUser, someUser } from "./support/api.ts";
import { openSocket, signedInSocket } from "./support/open-socket.ts";
import { openSocketIo, type SocketIoClient } from "./support/socket-io.ts";
import { until } from "./support/until.ts";

const url = inject("url");
const opened: SocketIoClient[] = [];

afterEach(() => {
  for (const { socket } of opened.splice(0)) socket.close();
});

async function open(...parameters: Parameters<typeof openSocketIo>): Promise<SocketIoClient> {
  const client = await openSocketIo(...parameters);
  opened.push(client);
  return client;
}

/** Two clients on two instances, whichever addresses that takes. */
async function onTwoInstances(
  [alice, bob]: readonly [SomeUser, SomeUser],
  options: Parameters<typeof openSocketIo>[3],
): Promise<[SocketIoClient, SocketIoClient]> {
  const here = await open(url, alice.token, "10.20.1.1", options);
  for (let network = 2; network < 12; network += 1) {
    const there = await open(url, bob.token, `10.20.${network}.1`, options);
    if (there.instance !== here.instance) return [here, there];
    there.socket.close();
  }
  throw new Error("no address is on another instance");
}

async function newRoom(owner: SomeUser): Promise<number> {
  const body = { name: `dialects ${owner.username} ${Math.random()}`, type: "public" };
  return (await call(url, "POST", "/api/v1/rooms", { token: owner.token, body })).body.id as number;
}

describe.each([
  ["polling", { transports: ["polling"] }],
  ["WebSocket", { transports: ["websocket"] }],
  ["polling first, then WebSocket", {}],
])("Socket.IO over %s, through Nginx and two instances", (_name, options) => {
  test("its users and hubbub's own talk in one room", async () => {
    const people = [await someUser(url, "alice"), await someUser(url, "bob")] as const;
    const [here, there] = await onTwoInstances(people, options);
    const carol = await someUser(url, "carol");
    const native = await signedInSocket(url, carol.token, "10.21.1.1");
    const roomId = await newRoom(people[0]);
    expect(await here.ask("join_room", { roomId })).toMatchObject({ ok: true, roomId });
    expect((await here.next("message_history"))[0]).toEqual([]);
    await there.ask("join_room", { roomId: String(roomId) });
    native.send({ type: "join_room", room_id: roomId });
    await native.next("room_joined");
    await until("everybody sees three people", 10_000, () =>
      [here, there].every((client) => JSON.stringify(client.all("room_users").at(-1)?.[0]).includes(carol.username)),
    );

    for (let i = 0; i < 10; i += 1) here.socket.emit("send_message", { roomId, message: `from here ${i}` });
    native.send({ type: "send_message", content: "from hubbub's own" });
    there.socket.emit("typing", { roomId, isTyping: true });
    expect((await here.next("user_typing"))[0]).toMatchObject({ username: people[1].username, isTyping: true });
    await until("all have all", 15_000, () => [here, there].every((client) => client.all("message").length === 11));
    const told = here.all("message").map(([message]) => message);
    expect(told).toEqual(there.all("message").map(([message]) => message));
    const seqs = told.map((message) => Number(message["seq"]));
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
    expect(told.map((message) => message["message"])).toEqual(
      expect.arrayContaining(["from here 0", "from here 9", "from hubbub's own"]),
    );
    native.close();
  });

  test("after a lost connection it comes back, and joining shows what it missed", async () => {
    const people = [await someUser(url, "alice"), await someUser(url, "bob")] as const;
    const [here, there] = await onTwoInstances(people, options);
    const roomId = await newRoom(people[0]);
    await Promise.all([here, there].map((client) => client.ask("join_room", { roomId })));
    await here.next("message_history");
    here.socket.io.engine.close();
    await there.ask("send_message", { roomId, message: "while you were away" });
    await here.next("authenticated");
    await here.ask("join_room", { roomId });
    const [history] = await here.next("message_history");
    expect(history).toMatchObject([{ message: "while you were away", username: people[1].username }]);
  });
});

test("a poll that nobody answers outlasts every timeout on the way", { timeout: 60_000 }, async () => {
  const alice = await someUser(url, "alice");
  const client = await open(url, alice.token, "10.20.1.1", { transports: ["polling"] });
  let pings = 0;
  client.socket.io.on("ping", () => (pings += 1));
  await until("the server's ping", 40_000, () => pings > 0);
  expect(await client.ask("join_room", { roomId: 1 })).toMatchObject({ ok: true });
  expect(client.all("authenticated")).toHaveLength(1);
});

test("a direct message arrives as one, although its room was not joined", async () => {
  const [alice, bob] = [await someUser(url, "alice"), await someUser(url, "bob")];
  const client = await open(url, bob.token, "10.20.1.1");
  const native = await signedInSocket(url, alice.token, "10.21.1.1");
  native.send({ type: "dm", to: bob.username, content: "Just you" });
  expect((await client.next("message"))[0]).toMatchObject({ username: alice.username, message: "Just you" });
  native.close();
});

test("one line is enough: token and room in the address, text as messages", async () => {
  const alice = await someUser(url, "alice");
  const roomId = await newRoom(alice);
  const query = `?token=${alice.token}&room_id=${roomId}`;
  const first = await openSocket(url, "10.0.0.1", `${query}&plain=1`);
  expect(await first.next("room_joined")).toMatchObject({ messages: [] });
  first.sendRaw("Hello, room");
  await first.next("message_ack");
  first.send({ type: "send_message", content: "a frame stays one" });
  await first.next("message_ack");
  first.close();
  const second = await openSocket(url, "10.0.0.1", query);
  const { messages } = await second.next("room_joined");
  expect(messages).toMatchObject([{ content: "Hello, room" }, { content: "a frame stays one" }]);
  second.sendRaw("Hello, room");
  expect(await second.next("error")).toMatchObject({ code: "invalid_argument" });
  second.close();
});

describe("the older REST routes", () => {
  test("the history of a room is a list, oldest first", async () => {
    const alice = await someUser(url, "alice");
    const roomId = await newRoom(alice);
    for (const content of ["one", "two", "three"]) {
      await call(url, "POST", `/api/v1/rooms/${roomId}/messages`, { token: alice.token, body: { content } });
    }
    const { status, body } = await call(url, "GET", `/api/chat/${roomId}/history?limit=2`, { token: alice.token });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      success: true,
      messages: [{ message: "two", roomId, username: alice.username }, { message: "three" }],
    });
  });

  test("what is wrong with the question is a problem of the catalogue", async () => {
    const alice = await someUser(url, "alice");
    const ask = (path: string, token?: string) => call(url, "GET", path, token === undefined ? {} : { token });
    expect(await ask("/api/chat/1/history")).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
    for (const limit of ["0", "101", "-1", "many", ""]) {
      expect(await ask(`/api/chat/1/history?limit=${limit}`, alice.token)).toMatchObject({
        status: 400,
        body: { code: "invalid_argument", errors: [{ field: "limit" }] },
      });
    }
    expect(await ask("/api/chat/999999/history", alice.token)).toMatchObject({
      status: 404,
      body: { code: "room_not_found" },
    });
    expect(await ask("/api/chat/general/history", alice.token)).toMatchObject({
      status: 400,
      body: { errors: [{ field: "room_id" }] },
    });
  });

  test("health says that it is well", async () => {
    expect((await call(url, "GET", "/health")).body).toEqual({ status: "ok", service: "chat-service" });
  });
});
