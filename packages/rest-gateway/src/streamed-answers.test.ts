import { createHash, randomBytes } from "node:crypto";
import { AppError } from "@hubbub/errors";
import { connect } from "node:net";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { maxStreamedAnswersOfAddress } from "./limits.ts";
import type { PlainAnswer, PlainRequest, PlainRoute } from "./plain-route.ts";
import { rawHttp } from "./testing/raw-http.ts";
import { testGateway } from "./testing/test-gateway.ts";

const mebibyte = 1024 * 1024;
const ask = "GET /files/7/x HTTP/1.1\r\nhost: x\r\n";

/** An answer of these bytes, and what became of it. */
function streamed(bytes: Uint8Array, head: Partial<PlainAnswer> = {}) {
  const seen = { asked: 0, isReturned: false };
  let at = 0;
  const iterator: AsyncIterator<Uint8Array> = {
    async next() {
      if (at >= bytes.length) return { done: true, value: undefined };
      const value = bytes.subarray(at, at + 64 * 1024);
      at += value.length;
      seen.asked = at;
      return { done: false, value };
    },
    async return() {
      seen.isReturned = true;
      return { done: true, value: undefined };
    },
  };
  const chunks = { [Symbol.asyncIterator]: () => iterator };
  const headers = [
    ["Content-Type", "video/mp4"],
    ["Cache-Control", "private, max-age=900"],
  ] as const;
  return { seen, answer: { status: 200, headers, length: bytes.length, chunks, ...head } as PlainAnswer };
}

const serving = (handle: (request: PlainRequest) => PlainAnswer) => {
  const route: PlainRoute = {
    method: "GET",
    template: "/files/{id}/{name}",
    handle: async (request) => handle(request),
  };
  return testGateway({}, { routes: [route] });
};

describe("an answer that is streamed", () => {
  test("has its own headers and its length", async () => {
    const bytes = randomBytes(3 * mebibyte);
    const { seen, answer } = streamed(bytes);
    const { fetch, metrics } = await serving(() => answer);
    const got = await fetch("/files/7/x.mp4");
    expect(sha256(await bytesOf(got))).toBe(sha256(bytes));
    expect(got.headers.get("content-length")).toBe(String(bytes.length));
    expect(got.headers.get("cache-control")).toBe("private, max-age=900");
    expect(got.headers.get("x-content-type-options")).toBe("nosniff");
    await expect.poll(() => seen.isReturned).toBe(true);
    await expect.poll(() => metrics.registry.metrics()).toContain("http_requests_in_flight 0");
    expect(await metrics.registry.metrics()).toContain('route="/files/{id}/{name}",method="GET",status="200"} 1');
  });

  test("may be a part, or say that there is none, or that the client has it", async () => {
    const requests: PlainRequest[] = [];
    const answers = [
      streamed(Buffer.from("part"), { status: 206 }),
      streamed(Buffer.of(), { status: 416, headers: [["Content-Range", "bytes */4"]] }),
      streamed(Buffer.from("same"), { status: 304, headers: [["ETag", '"a"']] }),
    ];
    const { port } = await serving((request) => answers[requests.push(request) - 1]!.answer);
    const client = rawHttp(port);
    void client.send(`${ask}range: bytes=0-3\r\nif-range: "a"\r\n\r\n`);
    await client.seen("\r\n\r\npart");
    void client.send(`${ask}range: bytes=9-\r\n\r\n`);
    await client.seen("Content-Range: bytes */4");
    void client.send(`${ask}if-none-match: "a"\r\n\r\n`);
    await client.seen("304 Not Modified");
    void client.send("GET /nowhere HTTP/1.1\r\nhost: x\r\n\r\n");
    await client.seen("route_not_found");
    expect(client.received().match(/HTTP\/1.1 \d+/g)).toEqual(
      [206, 416, 304, 404].map((status) => `HTTP/1.1 ${status}`),
    );
    expect(client.received()).not.toContain("same");
    expect(requests).toMatchObject([
      { method: "GET", range: "bytes=0-3", ifRange: '"a"', ifNoneMatch: "" },
      { range: "bytes=9-", ifRange: "" },
      { range: "", ifNoneMatch: '"a"' },
    ]);
    expect(answers.map(({ seen: { isReturned } }) => isReturned)).toEqual([true, true, true]);
  });

  test("by HEAD is its headers, and nothing is asked for", async () => {
    const { seen, answer } = streamed(randomBytes(mebibyte));
    const { port, fetch } = await serving(({ method }) => (expect(method).toBe("HEAD"), answer));
    const head = await fetch("/files/7/x", { method: "HEAD" });
    expect([head.status, head.headers.get("content-length")]).toEqual([200, String(mebibyte)]);
    expect(seen).toEqual({ asked: 0, isReturned: true });
    const client = rawHttp(port);
    void client.send("HEAD /files/7/x HTTP/1.1\r\nhost: x\r\n\r\n");
    await client.seen("200 OK");
    void client.send("GET /nowhere HTTP/1.1\r\nhost: x\r\n\r\n");
    await client.seen("404 Not Found");
  });

  test("waits for who reads slowly", async () => {
    const bytes = randomBytes(32 * mebibyte);
    const { seen, answer } = streamed(bytes);
    const { fetch } = await serving(() => answer);
    const got = await fetch("/files/7/x");
    let before = -1;
    await expect.poll(() => seen.asked === before || ((before = seen.asked), false), { interval: 100 }).toBe(true);
    expect(seen.asked).toBeLessThan(bytes.length / 2);
    expect(sha256(await bytesOf(got))).toBe(sha256(bytes));
  });

  test("ends with its client", async () => {
    const { seen, answer } = streamed(randomBytes(32 * mebibyte));
    const { port, metrics, lines } = await serving(() => answer);
    const client = rawHttp(port);
    void client.send(`${ask}\r\n`);
    await client.seen("200 OK");
    client.destroy();
    await expect.poll(() => seen.isReturned).toBe(true);
    await expect.poll(() => metrics.registry.metrics()).toContain('status="499"} 1');
    expect(seen.asked).toBeLessThan(32 * mebibyte);
    expect(lines).toEqual([]);
  });

  test("that fails before it begins is a problem", async () => {
    const chunks = {
      async *[Symbol.asyncIterator]() {
        yield* await Promise.reject<never[]>(new AppError("unavailable"));
      },
    };
    const { fetch } = await serving(() => ({ status: 200, headers: [], length: 5, chunks }));
    const got = await fetch("/files/7/x");
    expect([got.status, await got.json()]).toMatchObject([503, { code: "unavailable" }]);
  });

  test.each([
    ["fails", () => Promise.reject(new Error("the disk is gone"))],
    ["ends too early", () => Promise.resolve()],
  ])("that %s in its middle is broken off, and the log says why", async (_, end) => {
    async function* chunks() {
      yield Buffer.alloc(1000);
      await end();
    }
    const { port, lines } = await serving(() => ({ status: 200, headers: [], length: 5000, chunks: chunks() }));
    const client = rawHttp(port);
    void client.send(`${ask}\r\n`);
    await client.closed;
    expect(client.received().length).toBeLessThan(2000);
    expect(lines.join()).toContain("/files/{id}/{name}");
    expect(lines.join()).toMatch(/the disk is gone|ended after 1000 of 5000 bytes/);
  });

  test("that is taken too slowly in the long run is broken off, and not before", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const { seen, answer } = streamed(randomBytes(32 * mebibyte));
    const { port } = await serving(() => answer);
    const slow = connect(port, "127.0.0.1");
    onTestFinished(() => void slow.destroy());
    slow.write(`${ask}\r\n`);
    slow.once("data", () => slow.pause());
    await expect.poll(() => seen.asked).toBeGreaterThan(0);
    // 60 s, and 2 048 s for 32 MiB at 16 KiB a second.
    vi.advanceTimersByTime(2_107_000);
    await new Promise((resolve) => setImmediate(resolve));
    expect(seen.isReturned).toBe(false);
    vi.advanceTimersByTime(1_001);
    await expect.poll(() => seen.isReturned).toBe(true);
  });

  test("leaves room for other addresses, and for its own when one of them ends", async () => {
    const ends: (() => void)[] = [];
    const { port } = await serving(() => {
      async function* chunks() {
        yield Buffer.alloc(10);
        await new Promise<void>((resolve) => ends.push(resolve));
        yield Buffer.alloc(10);
      }
      return { status: 200, headers: [], length: 20, chunks: chunks() };
    });
    const from = (address: string) => {
      const client = rawHttp(port);
      void client.send(`${ask}x-real-ip: ${address}\r\n\r\n`);
      return client;
    };
    const slow = Array.from({ length: maxStreamedAnswersOfAddress }, () => from("198.51.100.7"));
    await Promise.all(slow.map((client) => client.seen("200 OK")));
    await from("198.51.100.7").seen('"code":"overloaded"');
    await from("198.51.100.8").seen("200 OK");
    ends[0]?.();
    await expect
      .poll(async () => {
        const client = from("198.51.100.7");
        await client.seen("\r\n\r\n");
        return client.received();
      })
      .toContain("200 OK");
  });

  test("has no more bytes than it said", async () => {
    const { answer } = streamed(Buffer.from("0123456789"), { length: 4 });
    const { fetch } = await serving(() => answer);
    expect(await (await fetch("/files/7/x")).text()).toBe("0123");
  });

  test("that comes too late is let go", async () => {
    const late = Promise.withResolvers<void>();
    const { seen, answer } = streamed(Buffer.from("late"));
    const route: PlainRoute = { method: "GET", template: "/late", handle: async () => (await late.promise, answer) };
    const { fetch } = await testGateway({}, { routes: [route], handlerTimeoutMs: 20 });
    expect((await fetch("/late")).status).toBe(503);
    late.resolve();
    await expect.poll(() => seen.isReturned).toBe(true);
  });
});

async function bytesOf(answer: Response): Promise<Uint8Array> {
  return new Uint8Array(await answer.arrayBuffer());
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
