import { describe, expect, test } from "vitest";
import { rawHttp } from "./testing/raw-http.ts";
import { testGateway } from "./testing/test-gateway.ts";

const json = { "content-type": "application/json" };

describe("a body that is too large", () => {
  const eightMiB = 8 * 1024 * 1024;

  test("is refused with 413, and its connection serves the next request", async () => {
    const { port, calls } = await testGateway();
    const client = rawHttp(port);
    client.send(
      `POST /api/v1/rooms HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${eightMiB}\r\n\r\n`,
    );
    client.send(Buffer.alloc(eightMiB, "x"));
    await client.seen("payload_too_large");
    client.send("GET /api/v1/rooms/1 HTTP/1.1\r\nhost: x\r\n\r\n");
    await client.seen("200 OK");
    expect(client.received()).toMatch(/^HTTP\/1.1 413 Payload Too Large/);
    expect(calls.map(({ method }) => method)).toEqual(["getRoom"]);
  });

  test("is refused when it comes in chunks of unknown number, too", async () => {
    const { port, calls } = await testGateway();
    const client = rawHttp(port);
    client.send(
      "POST /api/v1/rooms HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n",
    );
    for (let sent = 0; sent < eightMiB; sent += 65_536) client.send(`10000\r\n${"x".repeat(65_536)}\r\n`);
    client.send("0\r\n\r\n");
    await client.seen("payload_too_large");
    client.send("GET /api/v1/rooms/1 HTTP/1.1\r\nhost: x\r\n\r\n");
    await client.seen("200 OK");
    expect(calls.map(({ method }) => method)).toEqual(["getRoom"]);
  });

  test("is not read to its end when that is too far: the connection is closed", async () => {
    const { port } = await testGateway();
    const declared = rawHttp(port);
    declared.send("POST /api/v1/rooms HTTP/1.1\r\nhost: x\r\ncontent-length: 99999999999\r\n\r\n");
    await declared.closed;
    expect(declared.received()).toContain("payload_too_large");

    const endless = rawHttp(port);
    endless.send("POST /api/v1/rooms HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n");
    const chunk = `100000\r\n${"x".repeat(0x100000)}\r\n`;
    for (let sent = 0; sent <= 17; sent += 1) endless.send(chunk);
    await endless.closed;
  });

  test("of just the limit is taken", async () => {
    const { fetch } = await testGateway();
    const padded = '{"name": "x"}'.padEnd(256 * 1024);
    const init = { method: "POST", headers: json };
    expect((await fetch("/api/v1/rooms", { ...init, body: padded })).status).toBe(200);
    expect((await fetch("/api/v1/rooms", { ...init, body: `${padded} ` })).status).toBe(413);
  });
});
