import { connect, type Socket } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { until } from "../processes/until.ts";
import type { Echo } from "./fixtures/echo-upstream.ts";
import { gatewayUpstream } from "./fixtures/gateway-upstream.ts";
import { type Edge, startEdge } from "./fixtures/start-edge.ts";
import { talk } from "./fixtures/talk.ts";

const upgrade =
  "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
const ask = (path: string, headers: string) => `GET ${path} HTTP/1.1\r\nHost: x\r\n${headers}\r\n`;

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

  describe("files that are being sent at once", () => {
    const sending = "Authorization: Bearer x\r\nContent-Length: 1000\r\n";
    const send = (edge: Edge, from: string, timeoutMs: number) =>
      talk(edge.port, `POST /api/v1/rooms/7/files HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: ${from}\r\n${sending}\r\nx`, {
        until: /\}$/,
        timeoutMs,
      });
    const refusedOf = async (edge: Edge, addresses: number, count: number) => {
      const from = (at: number) => `198.51.100.${at % addresses}`;
      const answers = await Promise.all(Array.from({ length: count }, (_, at) => send(edge, from(at), 2_000)));
      return answers.filter(({ text }) => text.startsWith("HTTP/1.1 429"));
    };

    test.each([
      ["by an address", 1, 34, 2],
      ["by all", 10, 131, 3],
    ])("are limited, %s, with a line that says so", async (_, addresses, count, over) => {
      const edge = await startEdge("nginx");
      onTestFinished(() => edge.stop());
      const refused = await refusedOf(edge, addresses, count);
      expect(refused).toHaveLength(over);
      for (const { text } of refused) expect(text).toMatch(/"detail":"Too many files are.*"retry_after_ms":1000/);
      await until("the line", () => edge.log().includes('"status":429,"refused_by":"uploads_at_once"'), 5_000);
    });

    test("are not, where limits are lifted", async () => {
      const edge = await startEdge("nginx", { rateLimits: "off" });
      onTestFinished(() => edge.stop());
      expect(await refusedOf(edge, 1, 131)).toEqual([]);
    });

    test("leave out what brings no body", async () => {
      const edge = await startEdge("nginx");
      onTestFinished(() => edge.stop());
      const asking = ask("/api/v1/rooms/7/files?late", "");
      const asked = Array.from({ length: 40 }, () => talk(edge.port, asking, { timeoutMs: 2_000 }));
      expect((await Promise.all(asked)).map(({ text }) => text).join("")).toBe("");
    });
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
    expect(config).toContain("client_body_timeout 20s");
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
