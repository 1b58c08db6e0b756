import { connect, type Socket } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import { readDescriptorImage } from "@hubbub/grpc-api";
import { tokenUse } from "@hubbub/grpc-api/token-use";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { messageCodecs } from "./json/message-codec.ts";
import type { RestOptions } from "./rest-options.ts";
import { readDescriptors } from "./routes/read-descriptors.ts";
import { readRpcRoutes } from "./routes/read-rpc-routes.ts";
import { arbitraryMessage } from "./testing/arbitrary-message.ts";
import { testGateway } from "./testing/test-gateway.ts";

/** Ms after which an answer counts as stalled. */
const stalledMs = 2_000;
/** Characters of an answer: ten problems that quote what was sent, escaped. */
const maxAnswerChars = 10_000;
/** The same in each run: fast-check prints it with what failed, for a look at that alone. */
const seed = 15;

const registry = readDescriptors(readDescriptorImage());
const codecOf = messageCodecs();
const routes = [...registry].flatMap((type) => (type.kind === "service" ? readRpcRoutes(registry, type.typeName) : []));

const junk = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom("__proto__", "constructor", "\0", "\ud800", "%00", "%", "../..", "1e999", "-0", "9007199254740993"),
  fc.integer().map(String),
  fc.integer({ min: 1, max: 60_000 }).map((length) => "x".repeat(length)),
);
const nested = fc
  .tuple(fc.integer({ min: 1, max: 60_000 }), fc.constantFrom("[", '{"a":', '[{"a":'), fc.constantFrom("]", "}", ""))
  .map(([count, open, close]) => open.repeat(count).slice(0, 60_000) + close.repeat(count).slice(0, 5_000));
const crowded = fc
  .tuple(fc.integer({ min: 1, max: 6_000 }), fc.constantFrom("id", "name", "zz", "__proto__"), fc.boolean())
  .map(([count, name, isList]) =>
    isList
      ? JSON.stringify({ [name]: Array.from({ length: count }, (_, index) => index) })
      : `{${Array.from({ length: count }, (_, index) => `"${name}${index}":null`).join(",")}}`,
  );

interface Sent {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly string[];
  readonly body: Uint8Array;
}

/** Requests that look like ours, and are wrong somewhere. */
const requests: fc.Arbitrary<Sent> = fc.constantFrom(...routes).chain((route) => {
  const right = arbitraryMessage(route.rpc.input).map((message) =>
    JSON.stringify(codecOf(route.rpc.input).encode(message)),
  );
  const body = fc.oneof(
    right,
    fc.tuple(right, fc.string(), fc.nat(300)).map(([text, piece, at]) => text.slice(0, at) + piece + text.slice(at)),
    fc.json(),
    fc.object().map((value) => JSON.stringify(value)),
    nested,
    crowded,
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString("latin1")),
  );
  return fc.record({
    method: fc.oneof(
      { weight: 5, arbitrary: fc.constant(route.method) },
      fc.constantFrom("GET", "HEAD", "PUT", "BREW"),
    ),
    target: fc
      .tuple(fc.array(junk, { minLength: 3, maxLength: 3 }), fc.array(fc.tuple(junk, junk), { maxLength: 20 }))
      .map(([values, query]) => {
        const path = route.template.replaceAll(/\{\w+\}/g, () => encoded(values.pop() ?? "1").slice(0, 3_000) || "1");
        const pairs = query.map(([name, value]) => `${encoded(name).slice(0, 100)}=${encoded(value).slice(0, 1_000)}`);
        return pairs.length === 0 ? path : `${path}?${pairs.join("&").slice(0, 15_000)}`;
      }),
    headers: fc.subarray([
      "authorization: Bearer x.y.z",
      "content-type: application/json",
      "content-type: text/plain",
      `cookie: ${"a=b; ".repeat(2_000)}`,
      "cookie: ;;==;=a",
      "idempotency-key: \u00ff\u00fe",
      "accept: */*;q=9",
    ]),
    body: body.map((text) => Buffer.from(text.toWellFormed())),
  });
});

describe("a stranger", () => {
  const beforeBody: RestOptions["beforeBody"] = async () => nextTurn();
  const options = { beforeBody, needsToken: (rpc: string) => tokenUse(rpc) === "needed" };

  test(
    "who sends requests that are wrong anywhere gets a short answer at once, and never a 500",
    { timeout: 60_000 },
    async () => {
      const { port, lines } = await testGateway({}, options);
      await fc.assert(
        fc.asyncProperty(requests, async (request) => {
          const { status, text } = await answerTo(port, request);
          expect(status).toBeOneOf([200, 400, 401, 404, 405, 413, 414, 415]);
          expect(text.length).toBeLessThan(maxAnswerChars);
        }),
        { numRuns: 500, seed },
      );
      expect(lines.filter((line) => line.includes("internal"))).toEqual([]);
    },
  );

  test("who sends any bytes at all harms nobody", { timeout: 60_000 }, async () => {
    const { port, fetch, calls } = await testGateway({}, options);
    const pieces = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc
        .constantFrom(
          "GET /api/v1/rooms/1 HTTP/1.1\r\nhost: x\r\n\r\n",
          "POST /api/v1/users/login HTTP/1.1\r\nhost: x\r\ncontent-length: 20\r\n\r\n",
          "POST /api/v1/rooms HTTP/1.1\r\nhost: x\r\nauthorization: Bearer x\r\ntransfer-encoding: chunked\r\n\r\n",
          "5\r\nhello\r\n",
          "ffffffffffffffff\r\n",
          "0\r\n\r\n",
          "\r\n\r\n",
          "content-length: 18446744073709551616\r\n",
          "upgrade: websocket\r\n",
          "POST / HTTP/1.0\r\n",
          ": \r\n",
          "\0",
        )
        .map((text) => Buffer.from(text, "latin1")),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 12 }), async (written) => {
        const { text } = await exchange(port, written, () => false, 10);
        expect(text.length).toBeLessThan(maxAnswerChars);
        // 505 is uWebSockets.js' word for bytes that it cannot read.
        expect(text).not.toMatch(/HTTP\/1\.1 50[0-4]/);
      }),
      { numRuns: 200, seed },
    );
    calls.length = 0;
    expect((await fetch("/api/v1/rooms/1", { headers: { authorization: "Bearer x" } })).status).toBe(200);
    expect(calls.map(({ method }) => method)).toEqual(["getRoom"]);
  });
});

/** Whatever stands in a request's line must not end it. */
function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

async function answerTo(
  port: number,
  { method, target, headers, body }: Sent,
): Promise<{ status: number; text: string }> {
  const head = [`${method} ${target} HTTP/1.1`, "host: x", ...headers, `content-length: ${body.length}`, "", ""];
  const isWhole = (text: string) => {
    const [answerHead = "", answer] = text.split(/\r\n\r\n(.*)/s);
    const length = /content-length: (\d+)/i.exec(answerHead)?.[1];
    return answer !== undefined && (method === "HEAD" || answer.length >= Number(length ?? 0));
  };
  const { text, isTimedOut } = await exchange(
    port,
    [Buffer.from(head.join("\r\n"), "latin1"), body],
    isWhole,
    stalledMs,
  );
  if (isTimedOut) throw new Error(`no answer in ${stalledMs} ms, but ${JSON.stringify(text.slice(0, 200))}`);
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]), text };
}

/** What comes back until it is whole, the connection is closed, or the time is over. */
function exchange(
  port: number,
  pieces: readonly Uint8Array[],
  isWhole: (text: string) => boolean,
  timeoutMs: number,
): Promise<{ text: string; isTimedOut: boolean }> {
  return new Promise((resolve) => {
    let text = "";
    const socket: Socket = connect(port, "127.0.0.1").setNoDelay(true);
    const end = (isTimedOut: boolean) => {
      clearTimeout(late);
      socket.destroy();
      resolve({ text, isTimedOut });
    };
    const late = setTimeout(() => end(true), timeoutMs);
    socket.on("error", () => undefined);
    socket.on("close", () => end(false));
    socket.on("data", (data) => {
      text += data.toString("latin1");
      if (isWhole(text)) end(false);
    });
    for (const piece of pieces) socket.write(piece);
  });
}
