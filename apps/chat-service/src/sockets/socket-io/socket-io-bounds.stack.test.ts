import { get } from "node:http";
import { connect as connectTcp } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { maxPacketsPerChunk, maxUnansweredCommands } from "../../limits.ts";
import { eventually } from "../../testing/eventually.ts";
import type { TestUser } from "../../testing/fake-user-service.ts";
import { metricOf } from "../../testing/metric-of.ts";
import { openPolling } from "../../testing/open-polling.ts";
import { openRawSocket } from "../../testing/raw-socket.ts";
import { type ChatInstance, type ChatStack, startChatStack } from "../../testing/start-chat-stack.ts";
import { TestSocketIo } from "../../testing/test-socket-io.ts";

const webSocketKey = ["Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="];

let stack: ChatStack;
let chat: ChatInstance;
let ada: TestUser;
let bob: TestUser;
const opened: TestSocketIo[] = [];

beforeAll(async () => {
  stack = await startChatStack();
  [chat, chat] = await Promise.all([stack.start("chat-1"), stack.start("chat-chat", { RATE_LIMITS: "off" })]);
  [ada, bob] = await Promise.all([stack.users.register("ada"), stack.users.register("bob")]);
});

afterEach(() => {
  for (const socket of opened.splice(0)) socket.close();
});

afterAll(() => stack.stop());

type Options = ConstructorParameters<typeof TestSocketIo>[1];

function open(options: Options = {}, instance: ChatInstance = chat): TestSocketIo {
  const socket = new TestSocketIo(instance.httpPort, options);
  opened.push(socket);
  return socket;
}

async function connect(user: TestUser, options: Options = {}, instance: ChatInstance = chat): Promise<TestSocketIo> {
  const socket = open({ auth: { token: user.token }, ...options }, instance);
  await socket.next("authenticated");
  return socket;
}

describe("bad events get an error, and harm nobody", () => {
  test.each<[string, unknown, string]>([
    ["join_room", { roomId: "general" }, "roomId"],
    ["join_room", { roomId: {} }, "roomId"],
    ["join_room", {}, "roomId"],
    ["join_room", undefined, "roomId"],
    ["leave_room", { roomId: -1 }, "roomId"],
    ["send_message", { roomId: 1 }, "message"],
    ["send_message", { roomId: 1, message: "" }, "message"],
    ["send_message", { roomId: 1, message: "a\u0000b" }, "message"],
    ["send_message", { roomId: 1, message: "x".repeat(10_000) }, "message"],
    ["send_message", { roomId: 1, message: Buffer.from("binary") }, "message"],
    ["send_message", { roomId: 1, message: "x", clientMsgId: "" }, "clientMsgId"],
    ["typing", { roomId: 1, isTyping: "yes" }, "isTyping"],
    ["authenticate", { token: 5 }, "token"],
    ["no_such_event", { type: "ping" }, "event"],
    ["ping", {}, "event"],
    ["__proto__", {}, "event"],
    ["error", {}, "event"],
  ])("%s %j", async (event, payload, field) => {
    const socket = await connect(ada);
    await socket.ask("join_room", { roomId: 1 });
    socket.socket.emit(event, payload);
    expect((await socket.next("error"))[0]).toMatchObject({ code: "invalid_argument", field });
    expect(await socket.ask("leave_room", { roomId: 1 })).toEqual({ ok: true, roomId: 1 });
  });

  test("whoever asks for an acknowledgement of typing hears whether it was refused", async () => {
    const socket = await connect(ada);
    const typing = (isTyping: unknown) => socket.ask("typing", { roomId: 1, isTyping });
    expect(await typing(true)).toMatchObject({ ok: false, code: "forbidden" });
    await socket.ask("join_room", { roomId: 1 });
    expect(await typing("yes")).toMatchObject({ ok: false, code: "invalid_argument", field: "isTyping" });
    expect(await typing(true)).toEqual({ ok: true });
  });

  test("lists within lists, deeper than any stack", async () => {
    const socket = await connect(ada);
    const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
    for (const payload of [deep, `{"roomId":${deep}}`]) {
      socket.socket.io.engine.write(`2["join_room",${payload}]`);
      const [error] = await socket.next("error");
      expect(error).toMatchObject({ code: "invalid_argument", message: expect.stringContaining("nested too deep") });
    }
  });

  test.each([
    ["packets that are none", "9nonsense"],
    ["an event that is no list", '42{"a":1}'],
    ["an event with a reserved name", '42["connect"]'],
    ["a namespace that does not exist", "40/admin,"],
    ["an acknowledgement that nobody waits for", '4399["x"]'],
    ["attachments that never come", '459-["send_message",{"_placeholder":true,"num":0}]'],
    ["a ping from the wrong side", "2"],
    ["a second connect", "40"],
  ])("%s", async (_name, packet) => {
    const victim = await connect(bob);
    await victim.ask("join_room", { roomId: 1 });
    for (const transports of [["polling"], ["websocket"]]) {
      const socket = await connect(ada, { transports, reconnection: false });
      const { engine } = socket.socket.io;
      // What stands after the 4 is Socket.IO's, what has none is engine.io's own.
      if (packet.startsWith("4")) engine.write(packet.slice(1));
      else engine.transport.send([{ type: "ping" }]);
      await victim.ask("typing", { roomId: 1, isTyping: false });
      socket.close();
    }
    expect(await victim.ask("send_message", { roomId: 1, message: "still here" })).toMatchObject({ ok: true });
  });

  test.each(["polling", "websocket"])("requests that abuse the session of a client on %s", async (transport) => {
    const victim = await connect(bob);
    const abuses = [
      ["GET", "polling", "again"],
      ["GET", "polling", "abort"],
      ["GET", "websocket", "again"],
      ["POST", "polling", "abort"],
      ["POST", "polling", "again"],
      ["DELETE", "polling", "again"],
    ] as const;
    for (const [method, over, how] of abuses) {
      const socket = await connect(ada, { transports: [transport], reconnection: false });
      const path = `/socket.io/?EIO=4&transport=${over}&sid=${socket.socket.io.engine.id}`;
      const tries = how === "again" ? 3 : 1;
      await Promise.all(
        Array.from({ length: tries }, () => abuse(method, path, over === "websocket", how === "abort")),
      );
      socket.close();
    }
    expect(await victim.ask("join_room", { roomId: 1 })).toMatchObject({ ok: true });
  });

  test("more than 64 unanswered commands are refused, each by name", async () => {
    const roomId = await chat.createRoom(ada, { name: "Flood by events" });
    const socket = await connect(ada, { transports: ["websocket"] });
    const answers = await Promise.all(
      Array.from({ length: maxUnansweredCommands * 2 }, () => socket.ask("join_room", { roomId })),
    );
    expect(answers.filter(({ ok }) => ok)).not.toHaveLength(0);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ code: "overloaded", retryable: true, retryAfterMs: 1000 });
  });

  test.each(["polling", "websocket"])("a frame above 64 KiB ends a connection on %s", async (transport) => {
    const socket = await connect(ada, { transports: [transport], reconnection: false });
    socket.socket.emit("send_message", { roomId: 1, message: "x".repeat(70_000) });
    expect((await socket.next<string>("disconnect"))[0]).toMatch(/^transport/);
  });
});

describe("the same bounds as for native sockets", () => {
  test("a full instance refuses the handshake with 503, on either transport", async () => {
    const small = await stack.start("chat-small", { MAX_CONNECTIONS: "1" });
    const first = await connect(ada, { transports: ["polling"] }, small);
    expect((await small.rest("GET", "/health")).status).toBe(200);
    for (const transport of ["polling", "websocket"]) {
      const refused = await handshake(small.httpPort, `?EIO=4&transport=${transport}&sid=x&sid=`, transport);
      expect(refused).toEqual({ status: 503, retryAfter: "10" });
    }
    await expect(small.socket()).rejects.toThrow("not opened");
    first.close();
    await connect(ada, { transports: ["polling"] }, small);
    await small.stop();
  });

  test.each(["websocket", "polling"])(
    "a reader that stalls on %s is ended, and the others miss nothing",
    async (transport) => {
      const before = await metricOf(chat, "slow_consumers_total");
      const endedBefore = await metricOf(chat, 'websocket_disconnects_total{code="4001"}');
      const roomId = await chat.createRoom(ada, { name: `Slow on ${transport}` });
      const stalled = await openStalled(transport, bob, roomId);
      const socket = await chat.connect(ada);
      await socket.ask({ type: "join_room", room_id: roomId }, "room_joined");
      const room = `/api/v1/rooms/${roomId}`;
      await eventually(async () => (await chat.rest("GET", room, { as: bob })).json["role"] === "member");

      const content = "x".repeat(4_000);
      let sent = 0;
      const ended = async () => (await metricOf(chat, "slow_consumers_total")) > before;
      while (!(await ended()) && sent < 6_000) {
        for (let i = 0; i < 50; i += 1) socket.send({ type: "send_message", content });
        sent += 50;
        for (let i = 0; i < 50; i += 1) await socket.next("message_ack");
      }
      expect(await ended()).toBe(true);
      await eventually(() => socket.all("new_message").length === sent);
      socket.close();
      stalled.stop();
      await eventually(async () => (await metricOf(chat, 'websocket_disconnects_total{code="4001"}')) > endedBefore);
    },
    60_000,
  );

  test("who sends commands by polling and never takes the answers is cut off", async () => {
    const { post } = await openPolling(chat, { token: ada.token });
    const flood = Array.from({ length: maxPacketsPerChunk }, () => '42["x"]').join("\u001e");
    let posted = 0;
    while ((await post(flood)) === 200 && posted < 200) posted += 1;
    expect(posted).toBeLessThan(100);
  });

  test("the end of a token is announced, and it is renewed in place", async () => {
    const claims = { sub: String(ada.userId), username: "ada" };
    const exp = Math.floor(Date.now() / 1000) + 5;
    const socket = await connect({ ...ada, token: await stack.users.sign({ ...claims, exp }) });
    expect((await socket.next("token_expiring"))[0]).toEqual({ expiresAt: new Date(exp * 1000).toISOString() });
    expect(await socket.ask("authenticate", { token: ada.token })).toMatchObject({ ok: true });
  });

  test("a person who was removed gets it as the room's last word", async () => {
    const roomId = await chat.createRoom(ada, { name: "Removed from", type: "public" });
    const socket = await connect(bob);
    await socket.ask("join_room", { roomId });
    const gone = await chat.rest("DELETE", `/api/v1/rooms/${roomId}/members/${bob.userId}`, { as: ada });
    expect(gone.status).toBe(200);
    expect((await socket.next("member_removed"))[0]).toMatchObject({ roomId, reason: "removed" });
  });
});

/** The status that a handshake is answered with. */
function handshake(
  port: number,
  query: string,
  transport: string,
): Promise<{ status: number | undefined; retryAfter: string | undefined }> {
  const upgrade = {
    connection: "Upgrade",
    upgrade: "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
  };
  return new Promise((resolve, reject) => {
    const headers = transport === "websocket" ? upgrade : {};
    get({ host: "127.0.0.1", port, path: `/socket.io/${query}`, headers }, (response) => {
      response.resume();
      resolve({ status: response.statusCode, retryAfter: response.headers["retry-after"] });
    }).on("error", reject);
  });
}

/** Somebody in a room who reads nothing. */
async function openStalled(transport: string, user: TestUser, roomId: number): Promise<{ stop(): void }> {
  const auth = { token: user.token };
  const join = `42["join_room",{"roomId":${roomId}}]`;
  if (transport === "polling") {
    const { post } = await openPolling(chat, auth);
    await post(join);
    return { stop: () => undefined };
  }
  const raw = await openRawSocket(chat.httpPort, "/socket.io/?EIO=4&transport=websocket");
  raw.sendText(`40${JSON.stringify(auth)}`);
  raw.sendText(join);
  await eventually(
    async () => (await chat.rest("GET", `/api/v1/rooms/${roomId}`, { as: user })).json["role"] === "member",
  );
  raw.socket.pause();
  return { stop: () => raw.socket.destroy() };
}

/** A request that its sender may leave in the middle; resolves once its connection has ended or it was answered. */
function abuse(method: string, path: string, upgrade: boolean, abort: boolean): Promise<void> {
  const socket = connectTcp({ host: "127.0.0.1", port: chat.httpPort });
  const lines = upgrade ? ["Connection: Upgrade", "Upgrade: websocket", ...webSocketKey] : [];
  if (method === "POST") lines.push("Content-Length: 1000");
  socket.write(`${method} ${path} HTTP/1.1\r\n${["Host: chat", ...lines].join("\r\n")}\r\n\r\n4`);
  return new Promise((resolve) => {
    const end = (): void => {
      socket.destroy();
      resolve();
    };
    socket.on("data", end).on("close", end).on("error", end);
    if (abort) socket.on("connect", () => setImmediate(() => socket.resetAndDestroy()));
    else setTimeout(end, 100);
  });
}
