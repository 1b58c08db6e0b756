import { once } from "node:events";
import { connect as connectTcp } from "node:net";
import { clientFrames, closeCodes } from "@hubbub/ws-protocol";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../../testing/eventually.ts";
import type { TestUser } from "../../testing/fake-user-service.ts";
import { hostileJson, hostileObject } from "../../testing/hostile-json.ts";
import { openPolling } from "../../testing/open-polling.ts";
import { openRawSocket } from "../../testing/raw-socket.ts";
import { type ChatInstance, type ChatStack, startChatStack } from "../../testing/start-chat-stack.ts";
import type { TestSocket } from "../../testing/test-socket.ts";

/** What a stranger is told at most by one frame. */
const maxAnswerBytes = 2_048;
const bounded = { numRuns: 120, interruptAfterTimeLimit: 5_000 };

let stack: ChatStack;
let chat: ChatInstance;
let ada: TestUser;
let bystander: TestSocket;

beforeAll(async () => {
  stack = await startChatStack();
  // The bystander pings more often than a person may, and every run is a connection.
  chat = await stack.start("chat-1", { RATE_LIMITS: "on", LIMIT_FRAMES: "100000/1", LIMIT_CONNECTS: "100000/1" });
  ada = await stack.users.register("ada");
  bystander = await chat.connect(await stack.users.register("bystander"));
  await bystander.ask({ type: "join_room", room_id: 1 }, "room_joined");
});

afterAll(() => stack.stop());

/** Nothing of what was sent holds up another socket, or worse. */
async function othersAreServed(): Promise<void> {
  await bystander.ask({ type: "ping" }, "pong");
}

const fields = [...new Set(Object.values(clientFrames).flatMap(({ properties }) => Object.keys(properties)))];
const types = fc.oneof(fc.constantFrom(...Object.keys(clientFrames)), fc.constantFrom("later", "__proto__", ""));
const frames = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(types, hostileObject(fields)).map(([type, rest]) => withType(type, rest)) },
  { weight: 1, arbitrary: hostileJson },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 200 }) },
);

function withType(type: string, object: string): string {
  return `{"type":${JSON.stringify(type)}${object === "{}" ? "" : ","}${object.slice(1)}`;
}

describe("whatever is sent to /ws", () => {
  test.each(["a stranger", "a person", "a person by hand"])(
    "by %s",
    async (who) => {
      await fc.assert(
        fc.asyncProperty(fc.array(frames, { minLength: 1, maxLength: 12 }), async (texts) => {
          const query = who === "a person by hand" ? `?plain=1&token=${ada.token}&room_id=1` : "";
          const socket = await (who === "a person" ? chat.connect(ada) : chat.socket(query));
          let closed: { code: number } | undefined;
          void socket.closed.then((how) => (closed = how));
          for (const text of texts) socket.sendRaw(text);
          await othersAreServed();
          // It is answered to the end, or ended.
          socket.send({ type: "ping", ref: "the end" });
          await eventually(
            () => closed !== undefined || socket.frames.some((one) => "ref" in one && one.ref === "the end"),
          );
          expect(socket.all("error").filter(({ code }) => code === "internal")).toEqual([]);
          expect([undefined, 1006, ...Object.values(closeCodes)]).toContain(closed?.code);
          const sizes = socket.frames.map((frame) => JSON.stringify(frame).length);
          expect(Math.max(0, ...sizes)).toBeLessThan(who === "a stranger" ? maxAnswerBytes : Number.POSITIVE_INFINITY);
          socket.close();
        }),
        bounded,
      );
    },
    30_000,
  );

  test("as bytes of WebSocket frames, and of none", async () => {
    const header = fc.tuple(
      fc.constantFrom(0x81, 0x82, 0x01, 0x80, 0x00, 0x88, 0x89, 0x8a, 0xc1, 0xf1, 0x83, 0x8f),
      fc.constantFrom(0x80, 0x00),
    );
    const frame = fc
      .tuple(header, fc.uint8Array({ maxLength: 125 }), fc.boolean())
      .map(([[first, mask], content, honest]) => {
        const length = honest ? content.length : (content.length * 7) % 128;
        return Buffer.concat([
          Buffer.from([first, mask | length]),
          mask === 0 ? Buffer.alloc(0) : Buffer.alloc(4),
          content,
        ]);
      });
    const bytes = fc.oneof(
      frame,
      fc.uint8Array({ maxLength: 300 }).map((content) => Buffer.from(content)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(bytes, { minLength: 1, maxLength: 20 }), fc.boolean(), async (parts, upgraded) => {
        const socket = upgraded
          ? (await openRawSocket(chat.httpPort)).socket
          : connectTcp({ host: "127.0.0.1", port: chat.httpPort });
        let said = 0;
        socket.on("data", ({ length }: Buffer) => (said += length)).on("error", () => undefined);
        const written = new Promise((resolve) => socket.write(Buffer.concat(parts), resolve));
        await Promise.race([written, once(socket, "close")]);
        await othersAreServed();
        socket.destroy();
        expect(said).toBeLessThan(parts.length * maxAnswerBytes);
      }),
      bounded,
    );
  }, 30_000);
});

describe("whatever is sent to /socket.io", () => {
  const events = fc.constantFrom(
    "authenticate",
    "join_room",
    "leave_room",
    "send_message",
    "typing",
    "connect",
    "x",
    "__proto__",
  );
  const payloads = fc.oneof(
    hostileJson,
    hostileObject(["roomId", "message", "isTyping", "token", "clientMsgId", "_placeholder", "num"]),
  );
  const event = fc
    .tuple(fc.constantFrom("2", "21", "27999999999999999999", "51-", "52-7", "511-", "6", "3", "31"), events, payloads)
    .map(([head, name, payload]) => `4${head}[${JSON.stringify(name)},${payload}]`);
  const packet = fc.oneof(
    { weight: 4, arbitrary: event },
    { weight: 1, arbitrary: hostileJson.map((json) => `40${json}`) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        "40",
        "41",
        "42",
        "45",
        "40/x,",
        `40/${"n".repeat(9_000)},`,
        "0",
        "1",
        "2",
        "2probe",
        "3",
        "5",
        "6",
        "bAAAA",
        "b",
      ),
    },
    { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 100 }) },
  );
  const packets = fc.array(packet, { minLength: 1, maxLength: 12 });

  test.each(["a stranger", "a person"])(
    "by %s over WebSocket",
    async (who) => {
      await fc.assert(
        fc.asyncProperty(packets, fc.boolean(), async (texts, binary) => {
          const raw = await openRawSocket(chat.httpPort, "/socket.io/?EIO=4&transport=websocket");
          const said: Buffer[] = [];
          raw.socket.on("data", (data) => said.push(data)).on("error", () => undefined);
          const heard = () => Buffer.concat(said).toString("latin1");
          if (who === "a person") {
            raw.sendText(`40{"token":"${ada.token}"}`);
            await eventually(() => heard().includes("authenticated"));
          }
          for (const text of texts) raw.sendText(text);
          if (binary) raw.sendText(Buffer.from("x"));
          await othersAreServed();
          expect(heard()).not.toContain('"internal"');
          expect(heard().length).toBeLessThan(
            who === "a stranger" ? texts.length * maxAnswerBytes : Number.POSITIVE_INFINITY,
          );
          raw.socket.destroy();
        }),
        bounded,
      );
    },
    30_000,
  );

  test("by polling", async () => {
    await fc.assert(
      fc.asyncProperty(packets, fc.boolean(), async (texts, authenticates) => {
        const { url, post } = await openPolling(chat, authenticates ? { token: ada.token } : undefined);
        const status = await post(texts.join("\u001e"));
        expect([0, 200, 400, 411, 413]).toContain(status);
        await othersAreServed();
        const poll = await fetch(url);
        expect([200, 400]).toContain(poll.status);
        const said = await poll.text();
        expect(said).not.toContain('"internal"');
        expect(said.length).toBeLessThan(
          authenticates ? Number.POSITIVE_INFINITY : (texts.length + 1) * maxAnswerBytes,
        );
        await post("1");
      }),
      bounded,
    );
  }, 30_000);
});
