import { describe, expect, test } from "vitest";
import { rawHttp } from "./testing/raw-http.ts";
import { testGateway } from "./testing/test-gateway.ts";

const json = { "content-type": "application/json" };
const head = "POST /api/v1/rooms HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n";

describe("a body that is too large", () => {
  const kibibytes = 512;

  test("is refused with 413, and its connection serves the next request", async () => {
    const { port, calls } = await testGateway();
    const client = rawHttp(port);
    void client.send(`${head}content-length: ${kibibytes * 1024}\r\n\r\n`);
    void client.send(Buffer.alloc(kibibytes * 1024, "x"));
    await client.seen("payload_too_large");
    void client.send("GET /api/v1/rooms/1 HTTP/1.1\r\nhost: x\r\n\r\n");
    await client.seen("200 OK");
    expect(client.received()).toMatch(/^HTTP\/1.1 413 Payload Too Large/);
    expect(client.received()).toContain("at most 64 KiB");
    expect(calls.map(({ method }) => method)).toEqual(["getRoom"]);
  });

  test("is refused when it comes in chunks of unknown number, too", async () => {
    const { port, calls } = await testGateway();
    const client = rawHttp(port);
    void client.send(`${head}transfer-encoding: chunked\r\n\r\n`);
    for (let sent = 0; sent < kibibytes; sent += 64) void client.send(`10000\r\n${"x".repeat(65_536)}\r\n`);
    void client.send("0\r\n\r\n");
    await client.seen("payload_too_large");
    void client.send("GET /api/v1/rooms/1 HTTP/1.1\r\nhost: x\r\n\r\n");
    await client.seen("200 OK");
    expect(calls.map(({ method }) => method)).toEqual(["getRoom"]);
  });

  test("is not read to its end when that is too far: the connection is closed", async () => {
    const { port } = await testGateway();
    const declared = rawHttp(port);
    void declared.send("POST /api/v1/rooms HTTP/1.1\r\nhost: x\r\ncontent-length: 99999999999\r\n\r\n");
    await declared.closed;
    expect(declared.received()).toContain("payload_too_large");

    const endless = rawHttp(port);
    void endless.send("POST /api/v1/rooms HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n");
    const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
    for (let sent = 0; sent <= 17; sent += 1) void endless.send(chunk);
    await endless.closed;
  });

  test("of just the limit is taken, whole or in pieces of a byte", async () => {
    const { fetch, port, calls } = await testGateway();
    const padded = '{"name": "x"}'.padEnd(64 * 1024);
    const init = { method: "POST", headers: json };
    expect((await fetch("/api/v1/rooms", { ...init, body: padded })).status).toBe(200);
    expect((await fetch("/api/v1/rooms", { ...init, body: `${padded} ` })).status).toBe(413);
    const client = rawHttp(port);
    void client.send(`${head}transfer-encoding: chunked\r\n\r\n`);
    void client.send([...padded].map((letter) => `1\r\n${letter}\r\n`).join("") + "0\r\n\r\n");
    await client.seen("200 OK");
    expect(calls.map(({ request }) => request)).toMatchObject([{ name: "x" }, { name: "x" }]);
  });

  test("is what its service says", async () => {
    const { fetch } = await testGateway({}, {}, { maxBodyBytes: 8 * 1024 });
    const init = { method: "POST", headers: json };
    const padded = "{}".padEnd(8 * 1024);
    expect((await fetch("/api/v1/users/refresh", { ...init, body: padded })).status).toBe(200);
    const refused = await fetch("/api/v1/users/refresh", { ...init, body: `${padded} ` });
    expect([refused.status, await refused.json()]).toMatchObject([413, { detail: expect.stringContaining("8 KiB") }]);
    expect((await fetch("/api/v1/rooms", { ...init, body: '{"name": "x"}'.padEnd(9 * 1024) })).status).toBe(200);
  });
});
