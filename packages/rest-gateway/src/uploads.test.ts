import { createHash, randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "@hubbub/errors";
import { Attachment } from "@hubbub/grpc-api/attachments";
import type { IncomingBody } from "@hubbub/service-runtime";
import { describe, expect, test } from "vitest";
import { maxRunningUploads, maxWaitingBytes } from "./limits.ts";
import { rawHttp } from "./testing/raw-http.ts";
import { maxFileBytes, type TestHandlers, testGateway } from "./testing/test-gateway.ts";

type Upload = NonNullable<TestHandlers["uploadFile"]>;

const kibibyte = 1024;
const mebibyte = 1024 * 1024;
const path = "/api/v1/rooms/7/files";
const upload = (headers: string) => `POST ${path}?name=x HTTP/1.1\r\nhost: x\r\n${headers}\r\n`;
const getRoom = "GET /api/v1/rooms/1 HTTP/1.1\r\nhost: x\r\n\r\n";

const bodyOf = ({ body }: { readonly body?: IncomingBody }) => {
  if (body === undefined) throw new Error("no body");
  return body;
};

/** Answers with the length and the hash of what came. */
const hashing: Upload = async (_, call) => {
  const hash = createHash("sha256");
  let size = 0;
  for await (const chunk of bodyOf(call)) {
    hash.update(chunk);
    size += chunk.length;
  }
  return Attachment.fromPartial({ id: hash.digest("hex"), size });
};

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

describe("an upload", () => {
  test("is handed on as it is, whatever its type, with the other fields from path and query", async () => {
    const { fetch, calls } = await testGateway({ uploadFile: hashing });
    const bytes = randomBytes(2 * mebibyte);
    for (const type of ["application/octet-stream", "application/json", "image/png", "nonsense"]) {
      const headers = { "content-type": type };
      const answer = await fetch(`${path}?name=caf%C3%A9.png`, { method: "POST", body: bytes, headers });
      expect(await answer.json()).toMatchObject({ id: sha256(bytes), size: bytes.length });
    }
    expect(calls.map(({ request }) => request)).toEqual(
      Array.from({ length: 4 }, () => ({ roomId: 7, name: "café.png" })),
    );
    expect(calls[0]?.call.body?.length).toBe(bytes.length);
  });

  test("may come in chunks of unknown number, in single bytes, or be nothing", async () => {
    const { port, fetch, calls } = await testGateway({ uploadFile: hashing });
    const client = rawHttp(port);
    const bytes = randomBytes(20_000);
    void client.send(upload("transfer-encoding: chunked\r\n"));
    for (const byte of bytes)
      void client.send(Buffer.concat([Buffer.from("1\r\n"), Buffer.of(byte), Buffer.from("\r\n")]));
    void client.send("0\r\n\r\n");
    await client.seen(sha256(bytes));
    void client.send(getRoom);
    await client.seen('"topic"');
    expect(calls[0]?.call.body?.length).toBeUndefined();
    const empty = await fetch(`${path}?name=x`, { method: "POST" });
    expect(await empty.json()).toMatchObject({ id: sha256(Buffer.of()), size: 0 });
  });

  test("of a query that is wrong names it, and of one for its bytes, too", async () => {
    const { fetch, calls } = await testGateway({ uploadFile: hashing });
    for (const [query, field] of [
      ["nam=x", "nam"],
      ["content=x", "content"],
    ]) {
      const answer = await fetch(`${path}?${query}`, { method: "POST", body: "x" });
      expect([answer.status, await answer.json()]).toMatchObject([400, { errors: [{ field }] }]);
    }
    expect(calls).toEqual([]);
  });

  test("waits in the client while its handler is slow", async () => {
    const mayRead = Promise.withResolvers<void>();
    const sizes: number[] = [];
    const uploadFile: Upload = async (request, call) => {
      await mayRead.promise;
      const { body } = call;
      async function* seen() {
        for await (const chunk of bodyOf({ body: body! })) {
          sizes.push(chunk.length);
          yield chunk;
        }
      }
      return hashing(request, { ...call, body: { length: undefined, [Symbol.asyncIterator]: seen } });
    };
    const { port, calls } = await testGateway({ uploadFile });
    const client = rawHttp(port);
    const bytes = randomBytes(maxFileBytes);
    void client.send(upload(`content-length: ${bytes.length}\r\n`));
    let taken = 0;
    const send = async () => {
      for (let at = 0; at < bytes.length; at += 64 * kibibyte) {
        await client.send(bytes.subarray(at, at + 64 * kibibyte));
        taken += 1;
      }
    };
    void send();
    await expect.poll(() => calls.length).toBe(1);
    let before = -1;
    await expect.poll(() => taken === before || ((before = taken), false), { interval: 100 }).toBe(true);
    mayRead.resolve();
    await client.seen(sha256(bytes));
    // What uWebSockets.js reads in one go comes on top.
    expect(Math.max(...sizes)).toBeLessThanOrEqual(maxWaitingBytes + 512 * kibibyte);
  });

  test("whose client goes away ends with an error for its handler, and without one in the log", async () => {
    const outcome = Promise.withResolvers<unknown>();
    const uploadFile: Upload = (request, call) => {
      const done = hashing(request, call);
      done.catch(outcome.resolve);
      return done;
    };
    const { port, metrics, lines, calls } = await testGateway({ uploadFile });
    const client = rawHttp(port);
    void client.send(`${upload("content-length: 1000\r\n")}begun`);
    await expect.poll(() => calls.length).toBe(1);
    client.destroy();
    expect(await outcome.promise).toMatchObject({ code: "invalid_argument" });
    await expect.poll(() => metrics.registry.metrics()).toContain('method="POST",status="499"} 1');
    expect(lines).toEqual([]);
  });
});

describe("an upload that is too large", () => {
  test("is refused at once where its length says so, with the bound", async () => {
    const { port, calls } = await testGateway({ uploadFile: hashing });
    const client = rawHttp(port);
    void client.send(upload(`content-length: ${maxFileBytes + mebibyte + 1}\r\n`));
    await client.closed;
    expect(client.received()).toMatch(/^HTTP\/1.1 413 .*"payload_too_large"/s);
    expect(client.received()).toContain("at most 3 MiB");
    expect(calls).toEqual([]);
  });

  test("by little is thrown away, so that its sender reads why", async () => {
    const { fetch, calls } = await testGateway({ uploadFile: hashing });
    const answer = await fetch(path, { method: "POST", body: new Uint8Array(maxFileBytes + mebibyte) });
    expect([answer.status, await answer.json()]).toMatchObject([413, { code: "payload_too_large" }]);
    expect(calls).toEqual([]);
  });

  test("is refused in chunks as soon as it is", async () => {
    const { port } = await testGateway({ uploadFile: hashing });
    const client = rawHttp(port);
    void client.send(upload("transfer-encoding: chunked\r\n"));
    const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
    for (let sent = 0; sent <= maxFileBytes; sent += 0x10000) void client.send(chunk);
    void client.send("0\r\n\r\n");
    await client.seen("at most 3 MiB");
    void client.send(getRoom);
    await client.seen("200 OK");
    expect(client.received()).toMatch(/^HTTP\/1.1 413 /);
  });

  test("is not read to its end: the connection is closed", async () => {
    const { port, metrics } = await testGateway({ uploadFile: hashing });
    const client = rawHttp(port);
    void client.send(upload("transfer-encoding: chunked\r\n"));
    const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
    for (let sent = 0; sent < maxFileBytes + 3 * mebibyte; sent += 0x10000) void client.send(chunk);
    await client.closed;
    expect(await metrics.registry.metrics()).toContain('method="POST",status="413"} 1');
  });
});

describe("a handler that refuses an upload", () => {
  const refusing: Upload = async (_, call) => {
    for await (const chunk of bodyOf(call)) {
      if (chunk.length > 0) throw new AppError("quota_exceeded");
    }
    return Attachment.create();
  };

  test("has its answer read by who is still sending, and the connection goes on", async () => {
    const { port } = await testGateway({ uploadFile: refusing });
    const client = rawHttp(port);
    void client.send(upload(`content-length: ${maxFileBytes}\r\n`));
    for (let sent = 0; sent < maxFileBytes; sent += 128 * kibibyte) await client.send(Buffer.alloc(128 * kibibyte));
    await client.seen("quota_exceeded");
    void client.send(getRoom);
    await client.seen("200 OK");
    expect(client.received()).toMatch(/^HTTP\/1.1 409 /);
  });

  test("without a look at the body, too", async () => {
    const { port, fetch } = await testGateway({ uploadFile: () => Promise.reject(new AppError("forbidden")) });
    expect((await fetch(path, { method: "POST", body: randomBytes(100_000) })).status).toBe(403);
    const client = rawHttp(port);
    void client.send(upload("transfer-encoding: chunked\r\n"));
    const sending = async () => {
      for (let sent = 0; sent < 20; sent += 1) await client.send(`20000\r\n${"x".repeat(0x20000)}\r\n`);
    };
    void sending();
    await client.closed;
    expect(client.received()).toContain("forbidden");
  });

  test("after its time is answered for, and reads no more", async () => {
    const outcome = Promise.withResolvers<unknown>();
    const uploadFile: Upload = (request, call) => {
      const done = hashing(request, call);
      done.catch(outcome.resolve);
      return done;
    };
    const { port } = await testGateway({ uploadFile }, { uploadTimeoutMs: 50 });
    const client = rawHttp(port);
    void client.send(`${upload(`content-length: ${2 * mebibyte}\r\n`)}begun`);
    await client.seen('"unavailable"');
    expect(await outcome.promise).toMatchObject({ code: "unavailable" });
  });
});

describe("before an upload", () => {
  test("comes the token, then what runs before bodies; nothing of it is read meanwhile", async () => {
    const beforeBody = async () => Promise.reject(new AppError("rate_limited"));
    const { port, calls } = await testGateway({ uploadFile: hashing }, { needsToken: () => true, beforeBody });
    const stranger = rawHttp(port);
    void stranger.send(`${upload(`content-length: ${maxFileBytes + 1}\r\n`)}begun`);
    await stranger.closed;
    expect(stranger.received()).toContain("unauthenticated");
    const known = rawHttp(port);
    void known.send(`${upload(`authorization: Bearer t\r\ncontent-length: ${maxFileBytes + 1}\r\n`)}begun`);
    await known.closed;
    expect(known.received()).toContain("rate_limited");
    expect(calls).toEqual([]);
  });

  test("only so many run at once; other routes are not held up, and have their own time", async () => {
    const gate = Promise.withResolvers<Attachment>();
    const uploadFile = () => gate.promise;
    const { fetch, calls } = await testGateway({ uploadFile }, { handlerTimeoutMs: 20 });
    const running = Array.from({ length: maxRunningUploads }, () => fetch(path, { method: "POST", body: "x" }));
    await expect.poll(() => calls.length).toBe(maxRunningUploads);
    const refused = await fetch(path, { method: "POST", body: "x" });
    expect([refused.status, await refused.json()]).toMatchObject([503, { code: "overloaded" }]);
    expect((await fetch("/api/v1/rooms/1")).status).toBe(200);
    await delay(40);
    gate.resolve(Attachment.create());
    expect(new Set((await Promise.all(running)).map(({ status }) => status))).toEqual(new Set([200]));
  });

  test("its bound is asked for at the start", async () => {
    const uploadFile = () => Promise.resolve(Attachment.create());
    const handlers = { uploadFile, deleteFile: uploadFile, linkFiles: uploadFile, listRoomFiles: uploadFile };
    const services = [{ name: "hubbub.chat.v1.FileService", handlers }];
    await expect(testGateway({}, { services })).rejects.toThrow("needs a bound");
  });
});
