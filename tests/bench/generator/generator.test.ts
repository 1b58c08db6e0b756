import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, beforeAll, expect, test } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import { compileGenerator } from "./compile-generator.ts";
import type { GeneratorReport } from "./generator-report.ts";
import type { GeneratorScript } from "./generator-script.ts";
import { startGenerator } from "./start-generator.ts";

const script: GeneratorScript = {
  path: "/",
  opening: [
    ["send", "join {room} as {token}"],
    ["expect", "joined"],
  ],
  message: "say {room} {stamp}",
  delivery: "said",
  error: "error",
};

const connections = 4;
let binary: string;
let server: WebSocketServer | undefined;

beforeAll(() => {
  binary = compileGenerator();
});

afterEach(() => server?.close());

test("a server that delivers everything once has lost and duplicated nothing", async () => {
  const result = await load((_nth, reader, frame) => reader.send(frame));
  expect(result).toMatchObject({ joined: connections, failed: 0, lost: 0, duplicated: 0, stray: 0, errors: 0 });
  expect(result.sent).toBeGreaterThan(50);
  expect(result.received).toBe(result.sent * connections);
});

test("one message that one reader does not get is one lost", async () => {
  const result = await load((nth, reader, frame) => nth !== 30 && reader.send(frame));
  expect(result).toMatchObject({ lost: 1, duplicated: 0, stray: 0 });
});

test("one message that one reader gets twice is one duplicated, and none the less lost elsewhere", async () => {
  const result = await load((nth, reader, frame) => {
    if (nth === 40) return;
    reader.send(frame);
    if (nth === 41) reader.send(frame);
  });
  expect(result).toMatchObject({ lost: 1, duplicated: 1, stray: 0 });
});

test("a message that nobody sent in this run is a stray", async () => {
  const result = await load((nth, reader, frame) => {
    reader.send(frame);
    if (nth === 20) reader.send(frame.replace(/@@.{8}/, "@@ffffffff"));
  });
  expect(result).toMatchObject({ lost: 0, duplicated: 0, stray: 1 });
});

test("latency counts from when a message was due", async () => {
  const lateMs = 40;
  const result = await load((_nth, reader, frame) => setTimeout(() => reader.send(frame), lateMs));
  expect(result.latencyUs.p50).toBeGreaterThanOrEqual(lateMs * 1_000);
  expect(result.latencyUs.count).toBeGreaterThan(0);
});

test("a frame in pieces and several frames in one piece are read alike", async () => {
  const held: (() => void)[] = [];
  const result = await load((nth, reader, frame) => {
    held.push(() => reader.send(frame.padEnd(nth % 3 === 0 ? 70_000 : 200)));
    if (nth % 8 === 7) for (const send of held.splice(0)) send();
    else if (nth > 180) for (const send of held.splice(0)) send();
  });
  expect(result.received).toBeGreaterThan(100);
  expect(result.duplicated).toBe(0);
});

test("a connection that is refused has failed and is not waited for", async () => {
  const generator = startGenerator({ binary, script, connections: connectionsTo(1), arguments: [] });
  await generator.next("ready");
  generator.go();
  expect(await generator.next("joined")).toMatchObject({ joined: 0, failed: connections });
  await generator.stop();
});

type Deliver = (nth: number, reader: WebSocket, frame: string) => void;

/** A hundred messages through a server of one room whose every delivery `deliver` makes, or not. */
async function load(deliver: Deliver): Promise<GeneratorReport> {
  const readers: WebSocket[] = [];
  let nth = 0;
  server = new WebSocketServer({ port: 0, host: "127.0.0.1" }).on("connection", (socket) => {
    socket.on("message", (data: Buffer) => {
      const text = data.toString();
      if (text.startsWith("join")) {
        readers.push(socket);
        socket.send("joined");
      } else {
        for (const reader of readers) deliver(nth++, reader, text.replace("say", "said"));
      }
    });
  });
  await once(server, "listening");
  const generator = startGenerator({
    binary,
    script,
    connections: connectionsTo((server.address() as AddressInfo).port),
    arguments: ["--rate", "400", "--seconds", "0.25", "--drain", "0.3"],
  });
  try {
    await generator.next("ready");
    generator.go();
    await generator.next("joined");
    await generator.next("settled");
    generator.go();
    for (const event of ["begin", "end", "drained"]) await generator.next(event);
    return await generator.next("result");
  } finally {
    await generator.stop();
  }
}

function connectionsTo(port: number) {
  return Array.from({ length: connections }, (_, index) => ({
    group: 0 as const,
    port,
    room: "room",
    token: `reader-${index}`,
  }));
}
