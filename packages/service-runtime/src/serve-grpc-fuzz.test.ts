import { connect as connectHttp2 } from "node:http2";
import { connect } from "node:net";
import { Client, credentials, status } from "@grpc/grpc-js";
import { readDescriptorImage } from "@hubbub/grpc-api";
import { GetUserRequest, UserServiceService } from "@hubbub/grpc-api/users";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMetrics } from "./create-metrics.ts";
import type { RunningServer } from "./serve-ops.ts";
import { serveGrpc } from "./serve-grpc.ts";
import { capturedLogger } from "./testing/captured-logger.ts";

/** The same in each run: fast-check prints it with what failed, for a look at that alone. */
const seed = 15;
/** Ms after which a call counts as stalled. */
const stalledMs = 2_000;

const methods = Object.values(UserServiceService);
const { logger, lines } = capturedLogger();
let server: RunningServer;
let client: Client;

beforeAll(async () => {
  server = await serveGrpc({
    host: "127.0.0.1",
    port: 0,
    services: [
      {
        definition: UserServiceService,
        // Each answers with its empty message.
        handlers: Object.fromEntries(
          Object.entries(UserServiceService).map(([key, { responseDeserialize }]) => [
            key,
            async () => responseDeserialize(Buffer.alloc(0)),
          ]),
        ),
      },
    ],
    callers: { secret: "", secretRequired: "off", isForServices: () => false },
    reflection: readDescriptorImage(),
    metrics: createMetrics("test"),
    logger,
  });
  client = new Client(`127.0.0.1:${server.port}`, credentials.createInsecure());
});

afterAll(async () => {
  client.close();
  await server.stop();
});

/** Tags, lengths and numbers as protobuf writes them, in an order that it would not. */
const wire = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 12 }),
      fc.constantFrom(0x08, 0x0a, 0x0b, 0x0c, 0x0d, 0x12, 0x1a, 0xff, 0x80).map((byte) => Uint8Array.of(byte)),
      fc.constant(Uint8Array.of(0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f)),
      fc.constant(Uint8Array.of(0x0a, 0xff, 0xff, 0xff, 0xff, 0x07)),
      fc.integer({ min: 1, max: 50_000 }).map((length) => new Uint8Array(length).fill(0x0b)),
    ),
    { maxLength: 8 },
  )
  .map((pieces) => Buffer.concat(pieces));

test("bytes that are no message are answered with a status, and never as a failure of ours", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...methods), wire, async ({ path }, bytes) => {
      expect(await statusOf(path, bytes)).toBeOneOf([status.OK, status.INVALID_ARGUMENT]);
    }),
    { numRuns: 400, seed },
  );
  expect(await statusOf(UserServiceService.getUser.path, Buffer.of(0x0b))).toBe(status.INVALID_ARGUMENT);
  expect(lines.filter((line) => JSON.stringify(line).includes("internal"))).toEqual([]);
});

test("frames that are no gRPC are answered, or their stream is ended", async () => {
  const session = connectHttp2(`http://127.0.0.1:${server.port}`);
  session.on("error", () => undefined);
  const framed = fc.oneof(
    fc.uint8Array({ maxLength: 64 }),
    fc
      .tuple(fc.constantFrom(0, 1, 2, 255), fc.constantFrom(0, 1, 5, 100, 2 ** 31, 2 ** 32 - 1), wire)
      .map(([compressed, length, bytes]) => {
        const head = Buffer.alloc(5);
        head.writeUInt8(compressed);
        head.writeUInt32BE(length, 1);
        return Buffer.concat([head, bytes]);
      }),
  );
  const headers = fc.record(
    {
      "content-type": fc.constantFrom("application/grpc", "application/grpc+json", "text/plain"),
      "grpc-encoding": fc.constantFrom("gzip", "deflate", "identity", "nonsense"),
      "grpc-timeout": fc.constantFrom("1S", "0n", "x", "99999999999H"),
      authorization: fc.constantFrom("Bearer x", "x".repeat(8_000)),
    },
    { requiredKeys: ["content-type"] },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...methods),
      headers,
      fc.array(framed, { maxLength: 3 }),
      async (method, head, parts) => {
        const stream = session.request({ ":method": "POST", ":path": method.path, te: "trailers", ...head });
        const ended = new Promise<string>((resolve) => {
          stream.on("error", () => undefined);
          stream.on("close", () => resolve("ended"));
          setTimeout(() => resolve("stalled"), stalledMs).unref();
        });
        stream.resume();
        for (const part of parts) stream.write(part);
        stream.end();
        expect(await ended).toBe("ended");
      },
    ),
    { numRuns: 200, seed },
  );
  session.destroy();
  expect(await goodCall()).toBe(status.OK);
});

test("bytes that are no HTTP/2 harm nobody", async () => {
  const preface = Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
  const bytes = fc.tuple(fc.boolean(), fc.uint8Array({ maxLength: 400 })).map(([isHttp2, rest]) => {
    return isHttp2 ? Buffer.concat([preface, rest]) : Buffer.from(rest);
  });
  await fc.assert(
    fc.asyncProperty(bytes, async (written) => {
      const socket = connect(server.port, "127.0.0.1");
      socket.on("error", () => undefined);
      socket.resume();
      await new Promise((resolve) => socket.end(written, () => resolve(undefined)));
      await new Promise((resolve) => setTimeout(resolve, 2));
      socket.destroy();
    }),
    { numRuns: 200, seed },
  );
  expect(await goodCall()).toBe(status.OK);
});

function goodCall(): Promise<number> {
  return statusOf(UserServiceService.getUser.path, Buffer.from(GetUserRequest.encode({ id: 7 }).finish()));
}

function statusOf(path: string, bytes: Buffer): Promise<number> {
  return new Promise((resolve) => {
    const options = { deadline: Date.now() + stalledMs };
    client.makeUnaryRequest(
      path,
      (request: Buffer) => request,
      String,
      bytes,
      options,
      (error) => {
        resolve(error === null ? status.OK : error.code);
      },
    );
  });
}
