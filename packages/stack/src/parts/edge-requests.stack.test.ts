import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { gatewayUpstream, type GatewayUpstream } from "./fixtures/gateway-upstream.ts";
import { type Edge, type EdgeKind, startEdge } from "./fixtures/start-edge.ts";
import { talk } from "./fixtures/talk.ts";

const upgrade =
  "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
const ask = (path: string, headers: string) => `GET ${path} HTTP/1.1\r\nHost: x\r\n${headers}\r\n`;
const cookies = (bytes: number) => {
  const cookie = "other-app=0123456789abcdef0123456789abcdef; ";
  return `Cookie: ${cookie.repeat(Math.ceil(bytes / cookie.length)).slice(0, bytes - 2)}\r\n`;
};

describe.each<EdgeKind>(["nginx", "proxy"])("before a real service, %s", (kind) => {
  let edge: Edge;
  let service: GatewayUpstream;
  beforeAll(async () => {
    service = await gatewayUpstream();
    edge = await startEdge(kind, { servicePort: service.port });
  });
  afterAll(async () => {
    await edge.stop();
    service.stop();
  });

  const paths = [
    ["/", "", "200 OK"],
    ["/api/v1/users/me", "", "200 OK"],
    ["/api/v1/rooms/7", "", "200 OK"],
    ["/ws", upgrade, "101 Switching Protocols"],
    ["/socket.io/?EIO=4&transport=polling", "", "404 Not Found"],
  ] as const;

  test.each(paths.flatMap((path) => [6, 12].map((kb) => [...path, kb] as const)))(
    "%s with %s answers %s to %i KB of other apps' cookies",
    async (path, headers, answer, kb) => {
      const { text } = await talk(edge.port, ask(path, headers + cookies(kb * 1000)), { until: /\r\n\r\n/ });
      expect(text).toContain(`HTTP/1.1 ${answer}\r\n`);
    },
  );

  test.each(paths)(
    "%s with %s refuses far too many of them as a problem, and not with a page",
    async (path, headers) => {
      for (const kb of [40, 200]) {
        const { text } = await talk(edge.port, ask(path, headers + cookies(kb * 1000)), { until: /\}$/ });
        expect(text).toMatch(/^HTTP\/1\.1 431 .*application\/problem\+json.*"payload_too_large"/s);
        expect(text).toContain("may have too many cookies");
      }
    },
  );

  test.each(paths)(
    "%s with %s answers %s to hundreds of small headers: they are not passed on",
    async (path, headers, answer) => {
      const many = Array.from({ length: 300 }, (_, index) => `X-Header-${index}: 0123456789\r\n`).join("");
      const { text } = await talk(edge.port, ask(path, headers + many), { until: /\r\n\r\n/ });
      expect(text).toContain(`HTTP/1.1 ${answer}\r\n`);
    },
  );

  test.each([
    ["/health", "404 Not Found"],
    ["/api/v1/users/me", "200 OK"],
    ["/", "200 OK"],
  ])("%s is answered %s to a probe that speaks HTTP/1.0 and names no host", async (path, answer) => {
    const { text, isClosed } = await talk(edge.port, `GET ${path} HTTP/1.0\r\n\r\n`);
    expect(text).toContain(`HTTP/1.1 ${answer}\r\n`);
    expect(isClosed).toBe(true);
  });

  test("nothing that is let through is too much for the service", async () => {
    for (let bytes = 1_000; bytes < 20_000; bytes += 500) {
      const head = ask(
        `/api/v1/users/me?${"q".repeat(300)}`,
        cookies(bytes) + `Authorization: Bearer ${"t".repeat(bytes)}\r\n`,
      );
      const { text } = await talk(edge.port, head, { until: /\}$/ });
      expect(text).toMatch(/^HTTP\/1\.1 4(00|31) /);
      expect(text).toContain("application/problem+json");
    }
  });

  test.each([
    ["TRACE", "/api/v1/rooms", "POST, GET, HEAD, OPTIONS"],
    ["PATCH", "/api/v1/rooms", "POST, GET, HEAD, OPTIONS"],
    ["TRACE", "/api/v1/users/me?q=x", "GET, HEAD, PATCH, DELETE, OPTIONS"],
    ["TRACE", "/api/v1/users/me/rooms", "GET, HEAD, OPTIONS"],
    ["TRACE", "/", "GET, HEAD"],
    ["DELETE", "/rooms/7", "GET, HEAD"],
    ["POST", "/assets/app-1a2b3c.js", "GET, HEAD"],
  ])("%s %s is a problem that says what may be asked instead: %s", async (method, path, allow) => {
    const body = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";
    const head = `${method} ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n`;
    const { text } = await talk(edge.port, head + body, { until: /\}$/ });
    expect(text).toMatch(/^HTTP\/1\.1 405 .*application\/problem\+json.*"method_not_allowed"/s);
    expect(text.split("\r\n").filter((line) => line.toLowerCase() === `allow: ${allow.toLowerCase()}`)).toHaveLength(1);
    expect(text).not.toContain("smuggled");
  });

  test.each([
    "G\u0001T / HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET /api/v1/rooms/%zz\u0001 HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
  ])("the malformed request %.30j is a problem, too", async (bytes) => {
    const { text, isClosed } = await talk(edge.port, bytes);
    expect(text).toMatch(/^HTTP\/1\.1 400 .*application\/problem\+json.*"invalid_argument"/s);
    expect(isClosed).toBe(true);
  });

  test.each(["/", "/api/v1/rooms/", "/ws?token="])("%s with an address of 9 KB is no error of ours", async (path) => {
    const { text } = await talk(edge.port, ask(path + "x".repeat(9_000), ""), { until: /\}$|<\/title>/ });
    expect(text).toMatch(path === "/api/v1/rooms/" ? /^HTTP\/1\.1 414 .*"payload_too_large"/s : /^HTTP\/1\.1 [24]/);
  });

  test.each(["/", "/api/v1/rooms/", "/ws?token="])("%s with one of 40 KB is refused as too long", async (path) => {
    const head = ask(path + "x".repeat(40_000), "");
    for (const pieces of [
      [head],
      [head.slice(0, 20_000), head.slice(20_000)],
      [head.slice(0, 33_000), head.slice(33_000)],
    ]) {
      const { text, isClosed } = await talk(edge.port, pieces);
      expect(text).toMatch(/^HTTP\/1\.1 414 .*application\/problem\+json.*"payload_too_large"/s);
      expect(isClosed).toBe(true);
    }
  });

  test.each([
    ["/api/v1/users/register", 8],
    ["/api/v1/users/refresh", 8],
    ["/api/v1/users/me", 8],
    ["/api/v1/users/7/dm", 64],
    ["/api/v1/rooms", 64],
  ])("%s takes a body of %i KiB, and names that where it is larger", async (path, kibibytes) => {
    const method = path.endsWith("/me") ? "PATCH" : "POST";
    const send = (body: string) =>
      fetch(edge.url + path, { method, body, headers: { "Content-Type": "application/json" } });
    const padded = "{}".padEnd(kibibytes * 1024);
    expect((await send(padded)).status).toBe(200);
    const refused = await send(`${padded} `);
    expect(refused.status).toBe(413);
    expect(await refused.json()).toMatchObject({
      code: "payload_too_large",
      detail: expect.stringContaining(`${kibibytes} KiB`),
    });
  });
});

describe.each<EdgeKind>(["nginx", "proxy"])("%s", (kind) => {
  let edge: Edge;
  beforeAll(async () => {
    edge = await startEdge(kind);
  });
  afterAll(() => edge.stop());

  test.each([
    "GET /%00 HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET /api/v1/rooms/%00 HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET /x y HTTP/1.1\r\nHost: x\r\n\r\n",
    "CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n",
    "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
    "BREW / HTTP/1.1\r\nHost: x\r\n\r\n",
    "get /api/v1/rooms HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET /api/v1/rooms HTTP/1.1\r\n\r\n",
    // A TLS hello.
    "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
  ])("%.30j is a problem of whoever sent it, and no page", async (bytes) => {
    const { text } = await talk(edge.port, bytes);
    expect(text).toMatch(/^HTTP\/1\.1 40[05] .*application\/problem\+json/s);
  });

  test.each(["GET /\r\n\r\n", "GET /api/v1/rooms\r\n\r\n", "GET /api/v1/users/me\r\n"])(
    "%j of HTTP/0.9 is no error of ours, and gets no page of Nginx",
    async (bytes) => {
      const { text } = await talk(edge.port, bytes);
      expect(text).not.toMatch(/ 50\d |"status":5|<html/i);
    },
  );
});
