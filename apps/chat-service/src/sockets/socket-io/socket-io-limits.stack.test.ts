import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  maxBadFrames,
  maxFrameBytesBeforeAuth,
  maxNamespaceLength,
  maxPacketsPerChunk,
  maxRefusedFrames,
} from "../../limits.ts";
import { eventually } from "../../testing/eventually.ts";
import type { TestUser } from "../../testing/fake-user-service.ts";
import { metricOf } from "../../testing/metric-of.ts";
import { openPolling } from "../../testing/open-polling.ts";
import { openRawSocket, type RawClient } from "../../testing/raw-socket.ts";
import { type ChatInstance, type ChatStack, startChatStack } from "../../testing/start-chat-stack.ts";
import { TestSocketIo } from "../../testing/test-socket-io.ts";

let stack: ChatStack;
/** With limits that a test reaches quickly. */
let strict: ChatInstance;
let chat: ChatInstance;
let ada: TestUser;
let bob: TestUser;
const opened: TestSocketIo[] = [];

beforeAll(async () => {
  stack = await startChatStack();
  [chat, strict] = await Promise.all([
    stack.start("chat-1", { RATE_LIMITS: "on" }),
    // Nothing comes back while a test runs, however slowly.
    stack.start("chat-strict", { RATE_LIMITS: "on", LIMIT_FRAMES: "1/600:20", LIMIT_TYPING: "1/600:3" }),
  ]);
  [ada, bob] = await Promise.all([stack.users.register("ada"), stack.users.register("bob")]);
});

afterEach(() => {
  for (const socket of opened.splice(0)) socket.close();
});

afterAll(() => stack.stop());

type Options = ConstructorParameters<typeof TestSocketIo>[1];

function open(instance: ChatInstance, options: Options): TestSocketIo {
  const socket = new TestSocketIo(instance.httpPort, { reconnection: false, ...options });
  opened.push(socket);
  return socket;
}

async function connect(instance: ChatInstance, user: TestUser, transport = "websocket"): Promise<TestSocketIo> {
  const socket = open(instance, { auth: { token: user.token }, transports: [transport] });
  await socket.next("authenticated");
  return socket;
}

const repeat = (count: number, send: (index: number) => void): void => {
  for (let index = 0; index < count; index += 1) send(index);
};

/** A connection over WebSocket alone, whose every packet a test writes by hand. */
async function openRaw(
  instance: ChatInstance,
  query = "",
): Promise<RawClient & { closed: Promise<unknown>; said(): string }> {
  const raw = await openRawSocket(instance.httpPort, `/socket.io/?EIO=4&transport=websocket${query}`);
  const said: Buffer[] = [];
  raw.socket.on("data", (data) => said.push(data));
  raw.socket.on("error", () => undefined);
  const closed = new Promise((resolve) => raw.socket.once("close", resolve));
  return { ...raw, closed, said: () => Buffer.concat(said).toString("latin1") };
}

describe.each(["websocket", "polling"])("a stranger on %s", (transport) => {
  test("is sent away for good with the tenth event that is not authenticate", async () => {
    const socket = open(chat, { transports: [transport] });
    await socket.next("connect");
    repeat(maxBadFrames + 5, () => socket.socket.emit("join_room", { roomId: 1 }));
    expect((await socket.next("closing"))[0]).toMatchObject({ code: 4501 });
    expect(await socket.next("disconnect")).toEqual(["io server disconnect"]);
    expect(socket.all("error")).toHaveLength(maxBadFrames);
  });

  test("is sent away for one large packet, unread", async () => {
    const socket = open(chat, { transports: [transport] });
    await socket.next("connect");
    socket.socket.emit("authenticate", { token: "x", padding: "x".repeat(maxFrameBytesBeforeAuth) });
    expect((await socket.next("closing"))[0]).toMatchObject({ code: 4501 });
    expect(socket.all("error")).toEqual([]);
  });

  test("may send events right after authenticate", async () => {
    const socket = open(chat, { transports: [transport] });
    await socket.next("connect");
    socket.socket.emit("authenticate", { token: ada.token });
    const answers = await Promise.all(
      Array.from({ length: maxBadFrames + 1 }, () => socket.ask("join_room", { roomId: 1 })),
    );
    expect(answers.every(({ ok }) => ok)).toBe(true);
  });
});

test("nothing is read of what stands behind it in the same body", async () => {
  const url = `http://127.0.0.1:${chat.httpPort}/socket.io/?EIO=4&transport=polling`;
  const { sid } = JSON.parse((await (await fetch(url)).text()).slice(1)) as { sid: string };
  const body = [`42["x","${"x".repeat(maxFrameBytesBeforeAuth)}"]`, "40"].join("\u001e");
  await fetch(`${url}&sid=${sid}`, { method: "POST", body });
  const said = await (await fetch(`${url}&sid=${sid}`)).text();
  expect(said).toContain('"closing",{"code":4501');
  expect(said).not.toContain('40{"sid"');
});

test("a stranger's namespace is not said back at length", async () => {
  const raw = await openRaw(chat);
  raw.sendText("40/short,");
  await eventually(() => raw.said().includes("Invalid namespace"));
  raw.sendText(`40/${"x".repeat(maxNamespaceLength)},`);
  await raw.closed;
  expect(raw.said()).not.toContain("xxxx");
});

describe("events above a socket's rates", () => {
  test("are refused by their acknowledgement, and then the connection is ended for a while", async () => {
    const socket = await connect(strict, ada);
    const answers = await Promise.all(Array.from({ length: 30 }, () => socket.ask("join_room", { roomId: 1 })));
    const refused = answers.filter(({ ok }) => !ok);
    expect(refused.length).toBeGreaterThan(5);
    expect(refused[0]).toMatchObject({ code: "rate_limited", retryable: true });
    expect(Number(refused[0]?.["retryAfterMs"])).toBeGreaterThan(0);
  });

  test.each(['42["join_room",{"roomId":1}]', "3", '43999["x"]', "41/none,"])(
    "a flood of %s ends it",
    async (packet) => {
      const raw = await openRaw(strict);
      raw.sendText(`40{"token":"${ada.token}"}`);
      await eventually(() => raw.said().includes("authenticated"));
      repeat(20 + 3 * maxRefusedFrames, () => raw.sendText(packet));
      await raw.closed;
      expect(raw.said().length).toBeLessThan(100_000);
    },
  );

  test("typing that is dropped is acknowledged like any other", async () => {
    const [socket, reader] = await Promise.all([connect(strict, ada), connect(strict, bob)]);
    for (const one of [socket, reader]) await one.ask("join_room", { roomId: 1 });
    for (const [index, isTyping] of [1, 2, 3].flatMap(() => [true, false]).entries()) {
      socket.socket.emit("typing", { isTyping });
      await eventually(() => reader.all("user_typing").length === index + 1);
    }
    socket.socket.emit("typing", { isTyping: true });
    socket.socket.emit("typing", { isTyping: false });
    expect(await socket.ask("typing", { isTyping: true })).toEqual({ ok: true });
    await socket.ask("send_message", { message: "done" });
    await reader.next("message");
    expect(reader.all("user_typing")).toHaveLength(2 * 3);
  });
});

describe("what never becomes an event has bounds too", () => {
  test("many packets in one body, whatever the limits are", async () => {
    const unlimited = await stack.start("chat-unlimited");
    const { post } = await openPolling(unlimited, { token: ada.token });
    expect(await post("3\u001e3")).toBe(200);
    expect(await post(Array.from({ length: maxPacketsPerChunk + 2 }, () => "3").join("\u001e"))).toBe(0);
    expect(await post("3")).toBe(400);
  });

  test("many bodies of one client", async () => {
    const { post } = await openPolling(strict, { token: ada.token });
    const before = await metricOf(strict, 'rate_limited_total{limit="frames"}');
    let posted = 0;
    while ((await post("3")) === 200 && posted < 200) posted += 1;
    expect(posted).toBeLessThan(100);
    expect(await post("3")).toBe(400);
    expect(await metricOf(strict, 'rate_limited_total{limit="frames"}')).toBe(before + 1);
  });

  test("many tries to change to a WebSocket, and many pings within one", async () => {
    const { sid, post } = await openPolling(strict, { token: ada.token });
    const probing = await openRaw(strict, `&sid=${sid}`);
    repeat(200, () => probing.sendText("2probe"));
    await probing.closed;
    for (let tries = 0; tries < 100 && (await post("3")) === 200; tries += 1) {
      const raw = await openRaw(strict, `&sid=${sid}`).catch(() => undefined);
      raw?.socket.destroy();
    }
    expect(await post("3")).toBe(400);
  });

  test("pings of the WebSocket protocol", async () => {
    const before = await metricOf(strict, 'rate_limited_total{limit="frames"}');
    const raw = await openRaw(strict);
    raw.sendText(`40{"token":"${ada.token}"}`);
    await eventually(() => raw.said().includes("authenticated"));
    const ping = Buffer.from([0x89, 0x80, 0, 0, 0, 0]);
    raw.socket.write(Buffer.concat(Array.from({ length: 1_000 }, () => ping)));
    await raw.closed;
    expect(await metricOf(strict, 'rate_limited_total{limit="frames"}')).toBe(before + 1);
  });

  test.each([
    ["attachments within lists deeper than any stack", deepBinary()],
    ["attachments that are none", ['451-["join_room",{"_placeholder":true,"num":"x"}]', Buffer.from("x")]],
    ["more attachments than anybody needs", ['4599999-["join_room",{"_placeholder":true,"num":0}]']],
    ["an event with a number for a name", ["42[5,{}]"]],
    ["an id of a thousand digits", [`42${"9".repeat(1_000)}["join_room",{"roomId":1}]`]],
  ] as const)("%s", async (_name, packets) => {
    const victim = await connect(chat, bob);
    const raw = await openRaw(chat);
    raw.sendText(`40{"token":"${ada.token}"}`);
    await eventually(() => raw.said().includes("authenticated"));
    const saidBefore = raw.said().length;
    for (const packet of packets) raw.sendText(packet);
    await Promise.race([raw.closed, eventually(() => raw.said().length > saidBefore)]);
    raw.socket.destroy();
    expect(await victim.ask("join_room", { roomId: 1 })).toMatchObject({ ok: true });
  });

  test.each(["DELETE", "PUT", "OPTIONS", "HEAD"])("%s is no method of it", async (method) => {
    const { url } = await openPolling(chat);
    expect((await fetch(url, { method })).status).toBe(405);
  });
});

function deepBinary(): (string | Buffer)[] {
  const deep = 25_000;
  return [`451-["join_room",${"[".repeat(deep)}{"_placeholder":true,"num":0}${"]".repeat(deep)}]`, Buffer.from("x")];
}
