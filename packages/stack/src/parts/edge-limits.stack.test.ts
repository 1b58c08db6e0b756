import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { until } from "../processes/until.ts";
import type { Echo } from "./fixtures/echo-upstream.ts";
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

describe("nginx alone", () => {
  test("connections are not limited where limits are lifted", async () => {
    const edge = await startEdge("nginx", { rateLimits: "off" });
    onTestFinished(() => edge.stop());
    for (let sent = 0; sent < 1_500; sent += 300) {
      const answers = await Promise.all(Array.from({ length: 300 }, () => fetch(`${edge.url}/ws`)));
      expect(answers.filter(({ status }) => status === 429)).toEqual([]);
    }
  });

  test("sockets do not count: those of a whole office leave its page and API open", async () => {
    const edge = await startEdge("nginx");
    const sockets: Socket[] = [];
    try {
      const open = () =>
        new Promise<void>((resolve, reject) => {
          const socket = connect(edge.port, "127.0.0.1");
          sockets.push(socket);
          socket.on("error", reject);
          socket.once("data", (data) => {
            if (String(data).startsWith("HTTP/1.1 101")) resolve();
            else reject(new Error(String(data)));
          });
          socket.write(ask("/ws", upgrade));
        });
      for (let opened = 0; opened < 600; opened += 100) await Promise.all(Array.from({ length: 100 }, open));
      expect((await fetch(edge.url)).status).toBe(200);
      expect((await fetch(`${edge.url}/api/v1/rooms`)).status).toBe(200);
    } finally {
      for (const socket of sockets) socket.destroy();
      await edge.stop();
    }
  });

  test("requests of one address at once are limited, with the time to wait and a line that says so", async () => {
    const few = (config: string) => config.replace("limit_conn requests 512", "limit_conn requests 3");
    const edge = await startEdge("nginx", { configure: few });
    const started = Array.from({ length: 5 }, () => talk(edge.port, ask("/api/v1/rooms?late", ""), { until: /\}$/ }));
    const answers = await Promise.all(started);
    const refused = answers.filter(({ text }) => text.startsWith("HTTP/1.1 429"));
    expect(refused).toHaveLength(2);
    for (const { text } of refused) {
      expect(text).toContain("\r\nRetry-After: 1\r\n");
      expect(text).toMatch(/"code":"rate_limited".*"retry_after_ms":1000/);
    }
    await until("the line", () => edge.log().includes('"status":429,"refused_by":"requests_at_once"'), 5_000);
    await edge.stop();
  });

  test("refreshes of one address are limited far above sign-ins and changes of accounts, what is only read is not", async () => {
    const edge = await startEdge("nginx");
    const refused = async (path: string, count: number, method = "POST") => {
      const send = () => fetch(`${edge.url}${path}`, { method });
      const answers = await Promise.all(Array.from({ length: count }, send));
      return answers.filter(({ status }) => status === 429).length;
    };
    // A slow machine asks for longer: meanwhile more are let through.
    const refusedAtLast = async (path: string, method?: string) => {
      for (let tries = 0; tries < 50; tries += 1) if ((await refused(path, 200, method)) > 0) return;
      throw new Error(`${path} is not limited`);
    };
    expect(await refused("/api/v1/users/refresh", 200)).toBe(0);
    await refusedAtLast("/api/v1/users/refresh");
    await refusedAtLast("/api/v1/users/logout");
    await refusedAtLast("/api/v1/users/register");
    expect(await refused("/api/v1/users/me", 200, "GET")).toBe(0);
    for (const method of ["PATCH", "DELETE"]) await refusedAtLast("/api/v1/users/me", method);
    const refusedBy = (path: string) => {
      const lines = edge.log().matchAll(new RegExp(`"path":"${path}","status":429,"refused_by":"(\\w*)"`, "g"));
      return [...new Set(Array.from(lines, ([, by]) => by))];
    };
    await until("the lines", () => refusedBy("/api/v1/users/me").length > 0, 5_000);
    expect(refusedBy("/api/v1/users/refresh")).toEqual(["refresh"]);
    expect(refusedBy("/api/v1/users/logout")).toEqual(["refresh"]);
    expect(refusedBy("/api/v1/users/register")).toEqual(["sign_in"]);
    expect(refusedBy("/api/v1/users/me")).toEqual(["account_change"]);
    expect(await refused("/socket.io/?EIO=4&sid=known", 1_300, "GET")).toBe(0);
    expect(await refused("/socket.io/?EIO=4", 650, "GET")).toBe(0);
    await refusedAtLast("/ws", "GET");
    // Who connects without end does not take the page and the API from the others of the address.
    expect(await refused("/", 20, "GET")).toBe(0);
    expect(await refused("/api/v1/rooms", 20, "GET")).toBe(0);
    await until("the line", () => edge.log().includes('"status":429,"refused_by":"connects"'), 5_000);
    expect(edge.log()).not.toMatch(/\[(error|warn)\].*limiting/);
    await edge.stop();
  });

  describe("of many sign-ins", () => {
    const manyFrom = async (addresses: readonly string[]) => {
      const edge = await startEdge("nginx");
      onTestFinished(() => edge.stop());
      const send = async (address: string) =>
        (await fetch(`${edge.url}/api/v1/users/login`, { method: "POST", headers: { "X-Forwarded-For": address } }))
          .status;
      const answers = await Promise.all(
        Array.from({ length: 120 }, (_, at) => send(addresses[at % addresses.length] as string)),
      );
      return answers.filter((status) => status === 429).length;
    };

    test.each([
      ["2001:db8:1:2::1", "2001:db8:1:2:a:b:c:d", "2001:DB8:1:2:0:0:0:7"],
      ["2001:db8:1::1", "2001:db8:1:0:a:b:c:d", "2001:db8:1:0:1::"],
      ["2001:db8::1", "2001:db8:0:0:a:b:c:d", "2001:db8::1:0:0:0"],
      ["2001::1", "2001::a:b:c:d", "2001:0:0:0:1:0:2:0"],
      ["2001::5:a:b:c:d", "2001:0:0:5:1::", "2001::5:0:b:0:d"],
      ["::5:6:a:b:c:d", "0:0:5:6:1::", "0:0:5:6::9"],
      ["::6:a:b:c:d", "0:0:0:6:0:0:0:1", "0:0:0:6:1:0:0:2"],
      ["198.51.100.7", "::ffff:198.51.100.7", "::ffff:c633:6407"],
    ])("those of one network of IPv6 count together: %s, %s, %s", async (...addresses) => {
      // Alone each is within its burst of 40 and what comes back meanwhile.
      expect(await manyFrom(addresses)).toBeGreaterThan(40);
    });

    test.each([
      ["2001:db8:1:2::1", "2001:db8:1:3::1", "2001:db8:2:2::1"],
      ["2001:db8:1::1", "2001:db8:1:1::1", "2001:db8::1"],
      ["2001::5:a:b:c:d", "2001::6:a:b:c:d", "2001::a:b:c:d"],
      ["::5:6:a:b:c:d", "::6:a:b:c:d", "::ffff:198.51.100.7"],
    ])("those of others count by themselves: %s, %s, %s", async (...addresses) => {
      expect(await manyFrom(addresses)).toBe(0);
    });
  });

  describe("requests with one token", () => {
    const bearer = (of: string) => `Bearer eyJh.eyJz.${of.repeat(86)}`;
    const many = async (edge: Edge, path: string, authorization?: (at: number) => string) => {
      const send = (_: unknown, at: number) =>
        fetch(edge.url + path, authorization && { headers: { Authorization: authorization(at) } });
      const answers = [];
      for (let sent = 0; sent < 500; sent += 250) {
        answers.push(...(await Promise.all(Array.from({ length: 250 }, send))));
      }
      return answers.filter(({ status }) => status === 429);
    };

    test("are limited, whatever they ask the API for; other tokens of the address are not held up", async () => {
      const edge = await startEdge("nginx");
      onTestFinished(() => edge.stop());
      const ada = () => bearer("a");
      const [refused] = await many(edge, "/api/v1/users/me", ada);
      expect(await refused?.json()).toMatchObject({
        code: "rate_limited",
        detail: "This session sends too many requests at once.",
        retry_after_ms: 1_000,
      });
      expect((await many(edge, "/api/v1/rooms/7", ada)).length).toBeGreaterThan(0);
      const others = "bcdefghijk";
      expect(await many(edge, "/api/v1/users/7", (at) => bearer(others[at % others.length] as string))).toEqual([]);
      expect(await many(edge, "/api/v1/rooms")).toEqual([]);
      await until("the line", () => edge.log().includes('"status":429,"refused_by":"caller"'), 5_000);
      expect(edge.log()).not.toContain("aaaaaaaa");
    });

    test("count together however the token is written", async () => {
      const edge = await startEdge("nginx");
      onTestFinished(() => edge.stop());
      // The last character has four bits to spare, and a decoder may take more than the alphabet.
      const written = (at: number) => `${bearer("a").slice(0, -1)}${"abcdefgh"[at % 8]}`;
      expect((await many(edge, "/api/v1/users/me", written)).length).toBeGreaterThan(0);
      expect((await many(edge, "/api/v1/users/me", () => `${bearer("a")}=`)).length).toBeGreaterThan(0);
    });

    test("are not, where limits are lifted", async () => {
      const edge = await startEdge("nginx", { rateLimits: "off" });
      onTestFinished(() => edge.stop());
      expect(await many(edge, "/api/v1/users/me", () => bearer("a"))).toEqual([]);
    });
  });

  test("who is slow with a header or a body is let go; nobody else waits, and nothing of it reaches a service", async () => {
    const edge = await startEdge("nginx", {
      configure: (config) =>
        config
          .replace("client_header_timeout 10s", "client_header_timeout 1s")
          .replace("client_body_timeout 10s", "client_body_timeout 1s"),
    });
    const slow = [
      "GET /api/v1/rooms HTTP/1.1\r\nHost: x\r\nX-Slow: ",
      "G",
      "POST /api/v1/rooms HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
      "POST /api/v1/users/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
    ];
    const startedAt = performance.now();
    const talks = slow.flatMap((bytes) =>
      Array.from({ length: 50 }, () => talk(edge.port, bytes, { timeoutMs: 8_000 })),
    );
    expect((await fetch(`${edge.url}/api/v1/users/me`)).status).toBe(200);
    const ended = await Promise.all(talks);
    expect(ended.filter(({ isClosed }) => !isClosed)).toEqual([]);
    expect(performance.now() - startedAt).toBeLessThan(7_000);
    expect([...edge.chat, edge.users].flatMap(({ seen }) => seen.map(({ url }: Echo) => url))).toEqual([
      "/api/v1/users/me",
    ]);
    await edge.stop();
  });

  test("its time-outs are those of the configuration", async () => {
    let config = "";
    const edge = await startEdge("nginx", { configure: (text) => (config = text) });
    expect(config).toContain("client_header_timeout 10s");
    expect(config).toContain("client_body_timeout 10s");
    await edge.stop();
  });

  test(
    "a socket whose client is gone without a word is let go when it answers no ping",
    { timeout: 30_000 },
    async () => {
      const service = await gatewayUpstream();
      const edge = await startEdge("nginx", { servicePort: service.port });
      const socket = connect(edge.port, "127.0.0.1");
      const closed = new Promise<void>((resolve) => socket.on("close", () => resolve()));
      socket.on("error", () => undefined);
      socket.write(ask("/ws", upgrade));
      await until("the socket", () => service.sockets.size === 1, 5_000);
      // It reads, for a test must see the end, but answers nothing.
      socket.resume();
      await closed;
      expect(service.sockets.size).toBe(0);
      await edge.stop();
      service.stop();
    },
  );
});
