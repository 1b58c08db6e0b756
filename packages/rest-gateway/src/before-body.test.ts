import { AppError } from "@hubbub/errors";
import { describe, expect, test } from "vitest";
import type { RestOptions } from "./rest-options.ts";
import { rawHttp } from "./testing/raw-http.ts";
import { testGateway } from "./testing/test-gateway.ts";

const createRoom = "POST /api/v1/rooms HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n";
const bearer = "authorization: Bearer t\r\n";
const needsToken = () => true;

describe("a request without a token that it needs", () => {
  test("is answered at once, and its connection closed: nobody waits for its body", async () => {
    const { port, calls } = await testGateway({}, { needsToken });
    const client = rawHttp(port);
    void client.send(`${createRoom}content-length: 5000\r\n\r\n{"name`);
    await client.closed;
    expect(client.received()).toMatch(/^HTTP\/1.1 401 .*"unauthenticated"/s);
    expect(calls).toEqual([]);
  });

  test("keeps its connection where the body came with it, and nothing of that is decoded", async () => {
    const { port, calls } = await testGateway({}, { needsToken });
    const client = rawHttp(port);
    void client.send(`${createRoom}content-length: 9\r\n\r\n[[[[[[[[[`);
    await client.seen("unauthenticated");
    void client.send(`GET /api/v1/rooms/1 HTTP/1.1\r\nhost: x\r\n${bearer}\r\n`);
    await client.seen("200 OK");
    expect(calls.map(({ method }) => method)).toEqual(["getRoom"]);
  });

  test("learns nothing of its query", async () => {
    const { fetch } = await testGateway({}, { needsToken });
    expect((await fetch("/api/v1/rooms/x/messages?limit=x")).status).toBe(401);
    expect((await fetch("/api/v1/nowhere")).status).toBe(404);
  });

  test("is let through where the rpc needs none", async () => {
    const { send, calls } = await testGateway({}, { needsToken: (rpc) => !rpc.endsWith("UserService.Login") });
    expect((await send("POST", "/api/v1/users/login", {})).status).toBe(200);
    expect((await send("POST", "/api/v1/rooms", {})).status).toBe(401);
    expect(calls.map(({ method }) => method)).toEqual(["login"]);
  });
});

describe("what runs before the body", () => {
  test("is told the rpc and who calls, and its refusal is the answer, cookies and all", async () => {
    const seen: unknown[] = [];
    const beforeBody: RestOptions["beforeBody"] = async (rpc, call) => {
      seen.push([rpc, call.clientAddress, call.bearerToken]);
      call.setCookie("refresh=; Max-Age=0");
      throw new AppError("rate_limited", undefined, { retryAfterMs: 1_500 });
    };
    const { send, calls } = await testGateway({}, { beforeBody });
    const answer = await send("POST", "/api/v1/users/refresh", {});
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "2"]);
    expect(answer.headers.getSetCookie()).toEqual(["refresh=; Max-Age=0"]);
    expect(seen).toEqual([["hubbub.user.v1.UserService.Refresh", "127.0.0.1", undefined]]);
    expect(calls).toEqual([]);
  });

  test("holds the body back until it is done, then all of it is read", async () => {
    const verified = Promise.withResolvers<void>();
    const { port, calls } = await testGateway({}, { beforeBody: () => verified.promise });
    const client = rawHttp(port);
    const body = '{"name": "x"}'.padEnd(60_000);
    void client.send(`${createRoom}content-length: ${body.length}\r\n\r\n${body.slice(0, 20_000)}`);
    void client.send(body.slice(20_000));
    void client.send("");
    verified.resolve();
    await client.seen("200 OK");
    expect(calls.map(({ request }) => request)).toMatchObject([{ name: "x" }]);
    void client.send(`${createRoom}content-length: 2\r\n\r\n{}`);
    await expect.poll(() => calls.length).toBe(2);
  });

  test("does not let a client send on meanwhile", async () => {
    const verified = Promise.withResolvers<void>();
    const { port } = await testGateway({}, { beforeBody: () => verified.promise });
    const client = rawHttp(port);
    const mebibytes = 32;
    void client.send(`${createRoom}content-length: ${mebibytes * 1024 * 1024}\r\n\r\n`);
    let taken = 0;
    const send = async () => {
      await client.send(Buffer.alloc(1024 * 1024, "x"));
      taken += 1;
      if (taken < mebibytes) await send();
    };
    void send();
    // The kernels' buffers take some MB of it, and there it stays.
    let before = -1;
    await expect.poll(() => taken === before || ((before = taken), false), { interval: 200 }).toBe(true);
    expect(taken).toBeLessThan(mebibytes / 2);
    verified.reject(new AppError("token_expired"));
    await client.closed;
    expect(client.received()).toContain("token_expired");
  });

  test("may outlive its client", async () => {
    const verified = Promise.withResolvers<void>();
    const { port, calls, fetch, metrics } = await testGateway({}, { beforeBody: () => verified.promise });
    const client = rawHttp(port);
    void client.send(`${createRoom}content-length: 100\r\n\r\n{"name"`);
    await expect.poll(() => metrics.registry.metrics()).toContain("http_requests_in_flight 1");
    client.destroy();
    await client.closed;
    verified.resolve();
    await expect.poll(() => metrics.registry.metrics()).toContain("http_requests_in_flight 0");
    expect((await fetch("/api/v1/rooms/1")).status).toBe(200);
    expect(calls.map(({ method }) => method)).toEqual(["getRoom"]);
  });

  test("has no more time than a handler", async () => {
    const options = { beforeBody: () => new Promise<void>(() => {}), handlerTimeoutMs: 20 };
    const { send } = await testGateway({}, options);
    expect((await send("POST", "/api/v1/rooms", {})).status).toBe(503);
  });
});
