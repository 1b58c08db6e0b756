import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { maxBadFrames, maxFrameBytesBeforeAuth, maxFramesBeforeAuth, maxRefusedFrames } from "../../limits.ts";
import { eventually } from "../../testing/eventually.ts";
import type { TestUser } from "../../testing/fake-user-service.ts";
import { metricOf } from "../../testing/metric-of.ts";
import { newRoom } from "../../testing/new-room.ts";
import { openRawSocket } from "../../testing/raw-socket.ts";
import { type ChatInstance, type ChatStack, startChatStack } from "../../testing/start-chat-stack.ts";
import type { TestSocket } from "../../testing/test-socket.ts";

let stack: ChatStack;
/** With limits that a test reaches quickly. */
let strict: ChatInstance;
/** With the limits as they come. */
let chat: ChatInstance;
let ada: TestUser;
let bob: TestUser;

beforeAll(async () => {
  stack = await startChatStack();
  [chat, strict] = await Promise.all([
    stack.start("chat-1", { RATE_LIMITS: "on", LIMIT_MESSAGES: "1000/1", LIMIT_ROOM_MESSAGES: "1000/1" }),
    stack.start("chat-strict", {
      RATE_LIMITS: "on",
      LIMIT_FRAMES: "2/1:20",
      LIMIT_FRAME_BYTES: "10000/1:100000",
      LIMIT_TYPING: "1/600:3",
    }),
  ]);
  [ada, bob] = await Promise.all([stack.users.register("ada"), stack.users.register("bob")]);
});

afterAll(() => stack.stop());

const repeat = (count: number, send: (index: number) => void): void => {
  for (let index = 0; index < count; index += 1) send(index);
};

describe("a stranger", () => {
  test("may send auth and ping, and is told so nine times", async () => {
    const socket = await chat.socket();
    repeat(maxBadFrames - 1, (ref) => socket.send({ type: "join_room", room_id: 1, ref }));
    repeat(maxBadFrames, () => socket.send({ type: "ping" }));
    await socket.ask({ type: "auth", token: ada.token }, "success");
    const refused = socket.all("error").filter(({ ref }) => typeof ref === "number");
    expect(refused.map(({ ref, code }) => [ref, code])).toEqual(
      Array.from({ length: maxBadFrames - 1 }, (_, ref) => [ref, "unauthenticated"]),
    );
  });

  test("is sent away for good with the tenth other command, which is answered too", async () => {
    const socket = await chat.socket();
    repeat(maxBadFrames + 5, (ref) => socket.send({ type: "join_room", room_id: 1, ref }));
    expect(await socket.closed).toMatchObject({ code: 4501 });
    expect(socket.all("error")).toHaveLength(maxBadFrames);
  });

  test("is sent away for one large frame, unread", async () => {
    const socket = await chat.socket();
    const frame = (bytes: number) => {
      const text = JSON.stringify({ type: "auth", token: "", padding: "" });
      return text.replace('"padding":""', `"padding":"${"x".repeat(bytes - text.length)}"`);
    };
    socket.sendRaw(frame(maxFrameBytesBeforeAuth));
    expect(await socket.next("error")).toMatchObject({ code: "invalid_argument", field: "token" });
    socket.sendRaw(frame(maxFrameBytesBeforeAuth + 1));
    expect(await socket.closed).toMatchObject({ code: 4501 });
    expect(socket.all("error")).toHaveLength(1);
  });

  test("is sent away who only pings", async () => {
    const socket = await chat.socket();
    repeat(maxFramesBeforeAuth + 1, () => socket.send({ type: "ping" }));
    expect(await socket.closed).toMatchObject({ code: 4501 });
    expect(socket.all("error")).toHaveLength(maxFramesBeforeAuth);
  });

  test("may send what it likes behind its auth, before that is verified", async () => {
    const roomId = await newRoom(chat, ada);
    const socket = await chat.socket();
    socket.send({ type: "auth", token: ada.token });
    socket.send({ type: "join_room", room_id: roomId });
    repeat(maxBadFrames, () => socket.send({ type: "send_message", content: "€".repeat(4_000) }));
    await eventually(() => socket.all("message_ack").length === maxBadFrames);
    expect(socket.all("error")).toEqual([]);
  });
});

describe("frames that are no JSON object", () => {
  const bad = ["{", "[1]", "null", "[".repeat(60_000), `{"type":"ping","a":${"[".repeat(20)}${"]".repeat(20)}}`];

  test.each(bad)("%.30s: each is answered, and the tenth ends the socket for good", async (text) => {
    const socket = await chat.connect(ada);
    repeat(maxBadFrames + 5, () => socket.sendRaw(text));
    expect(await socket.closed).toMatchObject({ code: 4501 });
    const errors = socket.all("error");
    expect(errors).toHaveLength(maxBadFrames);
    expect(errors.every(({ code, field }) => code === "invalid_argument" && field === undefined)).toBe(true);
  });

  test("a type that an older server does not know is no such frame, nor is a wrong field", async () => {
    const socket = await chat.connect(ada);
    repeat(2 * maxBadFrames, () => socket.send({ type: "later" }));
    repeat(2 * maxBadFrames, () => socket.send({ type: "join_room", room_id: "general" }));
    await socket.ask({ type: "ping" }, "pong");
    expect(socket.all("error")).toHaveLength(4 * maxBadFrames);
  });

  test("text by hand is a message", async () => {
    const roomId = await newRoom(chat, ada);
    const socket = await chat.socket(`?token=${ada.token}&room_id=${roomId}&plain=1`);
    await socket.next("room_joined");
    repeat(2 * maxBadFrames, () => socket.sendRaw("{"));
    await eventually(() => socket.all("message_ack").length === 2 * maxBadFrames);
    expect(socket.all("error")).toEqual([]);
  });

  test("bytes that are no UTF-8 end the connection", async () => {
    const raw = await openRawSocket(chat.httpPort);
    const closed = new Promise((resolve) => raw.socket.once("close", resolve));
    const said: Buffer[] = [];
    raw.socket.on("data", (data) => said.push(data));
    raw.socket.write(Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0xc3, 0x28]));
    await closed;
    expect(Buffer.concat(said)).toHaveLength(0);
    const other = await chat.connect(ada);
    await other.ask({ type: "ping" }, "pong");
  });
});

describe("frames above a socket's rates", () => {
  test("are refused with a time to wait and what tells them apart, and pass after it", async () => {
    const before = await metricOf(strict, 'rate_limited_total{limit="frames"}');
    const socket = await strict.connect(ada);
    repeat(25, (ref) => socket.send({ type: "ping", ref }));
    const error = await socket.next("error");
    expect(error).toMatchObject({ code: "rate_limited", retryable: true });
    expect(error.retry_after_ms).toBeGreaterThan(0);
    expect(Number(error.ref)).toBeGreaterThanOrEqual(19);
    await eventually(() => {
      socket.send({ type: "ping", ref: "later" });
      return socket.all("pong").some(({ ref }) => ref === "later");
    });
    expect(socket.all("pong").map(({ ref }) => ref)).not.toContain(error.ref);
    expect(await metricOf(strict, 'rate_limited_total{limit="frames"}')).toBeGreaterThan(before);
  });

  test("a message is refused by its client_msg_id, and a large frame without it", async () => {
    const before = await metricOf(strict, 'rate_limited_total{limit="frame_bytes"}');
    const socket = await strict.connect(ada);
    const send = (content: string, name: string) =>
      socket.send({ type: "send_message", room_id: 1, content, client_msg_id: name, ref: name });
    repeat(4, (index) => send("x".repeat(33_000), `large ${index}`));
    send("y".repeat(4_000), "small");
    const limited = () => socket.all("error").filter(({ code }) => code === "rate_limited");
    await eventually(() => limited().length === 2);
    const [large, small] = limited();
    expect(large).not.toHaveProperty("ref");
    expect(small).toMatchObject({ client_msg_id: "small", ref: "small" });
    expect(await metricOf(strict, 'rate_limited_total{limit="frame_bytes"}')).toBe(before + 2);
  });

  test("who goes on regardless is sent away for a while", async () => {
    const socket = await strict.connect(ada);
    repeat(20 + 2 * maxRefusedFrames, () => socket.send({ type: "ping" }));
    expect(await socket.closed).toMatchObject({ code: 4003 });
    const limited = socket.all("error").filter(({ code }) => code === "rate_limited");
    expect(limited.length).toBeGreaterThan(maxRefusedFrames);
    expect(limited.length).toBeLessThan(2 * maxRefusedFrames);
  });

  test("pings of the WebSocket protocol count as frames", async () => {
    const before = await metricOf(strict, 'rate_limited_total{limit="frames"}');
    const raw = await openRawSocket(strict.httpPort);
    const closed = new Promise((resolve) => raw.socket.once("close", resolve));
    // Authenticated, for a stranger is sent away in any case.
    raw.send({ type: "auth", token: ada.token });
    await once(raw.socket, "data");
    const pings = Buffer.concat(
      Array.from({ length: 20 + 2 * maxRefusedFrames }, () => Buffer.from([0x89, 0x80, 0, 0, 0, 0])),
    );
    raw.socket.resume().write(pings);
    await closed;
    expect(await metricOf(strict, 'rate_limited_total{limit="frames"}')).toBeGreaterThan(before + maxRefusedFrames);
  });

  test("after a socket was closed, nothing of what came with its last frame is read", async () => {
    const raw = await openRawSocket(strict.httpPort);
    const said: Buffer[] = [];
    raw.socket.on("data", (data) => said.push(data));
    const closed = new Promise((resolve) => raw.socket.once("close", resolve));
    const before = await metricOf(strict, 'websocket_command_errors_total{code="unauthenticated"}');
    const text = Buffer.from('{"type":"leave_room"}');
    const frame = Buffer.concat([Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]), text]);
    raw.socket.write(Buffer.concat(Array.from({ length: 10_000 }, () => frame)));
    await closed;
    expect(await metricOf(strict, 'websocket_command_errors_total{code="unauthenticated"}')).toBe(
      before + maxBadFrames,
    );
    expect(
      Buffer.concat(said)
        .toString("latin1")
        .match(/unauthenticated/g),
    ).toHaveLength(maxBadFrames);
  });

  test("RATE_LIMITS=off lifts them", async () => {
    const unlimited = await stack.start("chat-unlimited", { RATE_LIMITS: "off", LIMIT_FRAMES: "1/60" });
    const socket = await unlimited.connect(ada);
    repeat(3 * maxRefusedFrames, () => socket.send({ type: "ping" }));
    await eventually(() => socket.all("pong").length === 3 * maxRefusedFrames);
    expect(socket.all("error")).toEqual([]);
    await unlimited.stop();
  });
});

describe("typing", () => {
  const told = (socket: TestSocket) => socket.all("user_typing").map(({ room_id, is_typing }) => [room_id, is_typing]);

  test("too many beginnings are dropped without a word, and their ends with them", async () => {
    const roomId = await newRoom(strict, ada);
    const [typist, reader] = await Promise.all([strict.connect(ada), strict.connect(bob)]);
    for (const socket of [typist, reader]) await socket.ask({ type: "join_room", room_id: roomId }, "room_joined");
    const before = await metricOf(strict, 'rate_limited_total{limit="typing"}');
    for (const [index, is_typing] of [1, 2, 3].flatMap(() => [true, false]).entries()) {
      typist.send({ type: "typing", is_typing });
      await eventually(() => told(reader).length === index + 1);
    }
    repeat(4, () => {
      typist.send({ type: "typing", is_typing: true });
      typist.send({ type: "typing", is_typing: false });
    });
    await typist.ask({ type: "ping" }, "pong");
    await typist.ask({ type: "send_message", content: "done" }, "message_ack");
    await reader.next("new_message");
    expect(told(reader)).toEqual([1, 2, 3].flatMap(() => [true, false].map((is) => [roomId, is])));
    expect(typist.all("error")).toEqual([]);
    expect(await metricOf(strict, 'rate_limited_total{limit="typing"}')).toBe(before + 4);
  });

  test("the end of what was told is always told, in each room, and another socket of the person has its own share", async () => {
    const rooms = [await newRoom(strict, ada), await newRoom(strict, ada)] as const;
    const [first, second, reader] = await Promise.all([strict.connect(ada), strict.connect(ada), strict.connect(bob)]);
    for (const socket of [first, second, reader]) {
      for (const room_id of rooms) await socket.ask({ type: "join_room", room_id }, "room_joined");
    }
    const say = (socket: TestSocket, room_id: number, is_typing: boolean) =>
      socket.send({ type: "typing", room_id, is_typing });
    say(first, rooms[0], true);
    say(first, rooms[1], true);
    repeat(3, () => say(first, rooms[0], true));
    await eventually(() => told(reader).length === 2);
    say(first, rooms[0], false);
    say(first, rooms[1], false);
    await eventually(() => told(reader).length === 4);
    expect(told(reader)).toEqual([
      [rooms[0], true],
      [rooms[1], true],
      [rooms[0], false],
      [rooms[1], false],
    ]);
    say(first, rooms[0], true);
    await first.ask({ type: "ping" }, "pong");
    say(second, rooms[0], true);
    await eventually(() => told(reader).length === 5);
    say(first, rooms[0], false);
    await eventually(() => told(reader).length === 6);
    expect(told(reader).slice(4)).toEqual([
      [rooms[0], true],
      [rooms[0], false],
    ]);
  });
});
