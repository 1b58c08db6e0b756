import { AppError } from "@hubbub/errors";
import { describe, expect, test } from "vitest";
import { rawHttp } from "./testing/raw-http.ts";
import { testGateway } from "./testing/test-gateway.ts";

const json = { "content-type": "application/json" };

describe("a request", () => {
  test("gives its method the path's and the query's fields", async () => {
    const { fetch, calls } = await testGateway({
      listMessages: () => Promise.resolve({ messages: [], hasMore: false }),
    });
    const response = await fetch("/api/v1/rooms/12/messages?before_seq=40&limit=5");
    expect([response.status, await response.json()]).toEqual([200, { messages: [], has_more: false }]);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(calls[0]).toMatchObject({ method: "listMessages", request: { roomId: 12, beforeSeq: 40, limit: 5 } });
  });

  test("gives its method the body's fields, but the path's where both name one", async () => {
    const { send, calls } = await testGateway();
    const response = await send("POST", "/api/v1/rooms/12/messages", { room_id: "not even a number", content: "hi" });
    expect(response.status).toBe(200);
    expect(calls[0]?.request).toEqual({ roomId: 12, content: "hi", clientMsgId: "", attachmentIds: [] });
  });

  test("may come without a body, or with an empty one", async () => {
    const { fetch, calls } = await testGateway();
    expect((await fetch("/api/v1/rooms/1/join", { method: "POST" })).status).toBe(200);
    expect((await fetch("/api/v1/rooms/2/join", { method: "POST", headers: json, body: "{}" })).status).toBe(200);
    expect((await fetch("/api/v1/rooms/3/join", { method: "POST", headers: json, body: "" })).status).toBe(200);
    expect(calls.map(({ request }) => request)).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
  });

  test.each([
    ["/api/v1/users/me", "getMe"],
    ["/api/v1/users/7", "getUser"],
    ["/api/v1/users/me/rooms", "listMyRooms"],
    ["/api/v1/users/me/sessions", "listSessions"],
    ["/.well-known/jwks.json", "getJwks"],
  ])("for %s reaches %s, whichever service it belongs to", async (path, method) => {
    const { fetch, calls } = await testGateway();
    await fetch(path);
    expect(calls.map((call) => call.method)).toEqual([method]);
  });

  test("is percent-decoded in path and query", async () => {
    const { fetch, calls } = await testGateway({
      searchUsers: () => Promise.resolve({ users: [], nextPageToken: "" }),
    });
    await fetch("/api/v1/users/me/sessions/a%2Fb%20%C3%A9", { method: "DELETE" });
    await fetch("/api/v1/users?query=J%C3%BCrgen+%26+Ann%2B");
    expect(calls.map(({ request }) => request)).toEqual([
      { id: "a/b é" },
      { query: "Jürgen & Ann+", pageSize: 0, pageToken: "" },
    ]);
  });

  test("tells its handler who calls and how", async () => {
    const { fetch, calls } = await testGateway();
    await fetch("/api/v1/rooms/1/messages", {
      method: "POST",
      headers: {
        ...json,
        authorization: "bearer abc.def",
        "idempotency-key": "key-1",
        "x-real-ip": "203.0.113.9",
        "user-agent": "curl/8",
        cookie: "refresh=r1; theme=dark",
      },
      body: '{"content": "hi"}',
    });
    expect(calls[0]?.call).toMatchObject({
      transport: "rest",
      bearerToken: "abc.def",
      idempotencyKey: "key-1",
      clientAddress: "203.0.113.9",
      userAgent: "curl/8",
      cookies: new Map([
        ["refresh", "r1"],
        ["theme", "dark"],
      ]),
    });
  });

  test("without these headers tells so", async () => {
    const { port, calls } = await testGateway();
    const client = rawHttp(port);
    void client.send("GET /api/v1/rooms/1 HTTP/1.1\r\nhost: x\r\nauthorization: Basic abc\r\n\r\n");
    await client.seen("200 OK");
    expect(calls[0]?.call).toMatchObject({
      bearerToken: undefined,
      idempotencyKey: undefined,
      clientAddress: "127.0.0.1",
      userAgent: "",
      cookies: new Map(),
    });
  });

  test("may have cookies set, also where it is refused", async () => {
    const { send } = await testGateway({
      refresh: (_, call) => {
        call.setCookie("refresh=; Max-Age=0; HttpOnly");
        call.setCookie("other=1");
        return Promise.reject(new AppError("unauthenticated"));
      },
    });
    const response = await send("POST", "/api/v1/users/refresh", {});
    expect(response.status).toBe(401);
    expect(response.headers.getSetCookie()).toEqual(["refresh=; Max-Age=0; HttpOnly", "other=1"]);
  });

  test("by HEAD gets the headers of GET", async () => {
    const { fetch } = await testGateway();
    const [get, head] = [await fetch("/api/v1/rooms/1"), await fetch("/api/v1/rooms/1", { method: "HEAD" })];
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect(head.headers.get("content-length")).toBe(String((await get.text()).length));
  });

  test("by HEAD leaves the connection for the next request", async () => {
    const { port } = await testGateway();
    const client = rawHttp(port);
    void client.send("HEAD /api/v1/rooms/1 HTTP/1.1\r\nhost: x\r\n\r\n");
    await client.seen("200 OK");
    void client.send("GET /nowhere HTTP/1.1\r\nhost: x\r\n\r\n");
    await client.seen("404 Not Found");
    expect(client.received().match(/^HTTP/gm)).toHaveLength(2);
  });

  test("ends its connection while the service drains", async () => {
    let draining = false;
    const { port } = await testGateway({}, { isDraining: () => draining });
    const client = rawHttp(port);
    void client.send("GET /api/v1/rooms/1 HTTP/1.1\r\nhost: x\r\n\r\n");
    await client.seen("200 OK");
    expect(client.received().toLowerCase()).not.toContain("connection: close");
    draining = true;
    void client.send("GET /api/v1/rooms/2 HTTP/1.1\r\nhost: x\r\n\r\n");
    await client.closed;
    expect(client.received().toLowerCase()).toContain("connection: close");
  });
});

describe("a refusal", () => {
  test("is problem+json with everything that is wrong", async () => {
    const { send, calls } = await testGateway();
    const response = await send("POST", "/api/v1/rooms", { name: 1, type: "secret", colour: "red" });
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toEqual({
      type: "about:blank",
      title: "The request is not valid",
      status: 400,
      detail: "3 fields are not valid",
      code: "invalid_argument",
      errors: [
        { field: "colour", code: "invalid_argument", message: "colour is not a field of this request" },
        { field: "name", code: "invalid_argument", message: "name must be text" },
        {
          field: "type",
          code: "invalid_argument",
          message: "type must be one of public, private, direct, announcement",
        },
      ],
    });
    expect(calls).toEqual([]);
  });

  test.each([
    ["/api/v1/rooms/abc", ["id"]],
    ["/api/v1/rooms/%00", ["id"]],
    ["/api/v1/rooms/%ff", ["id"]],
    ["/api/v1/rooms/99999999999999999999", ["id"]],
    ["/api/v1/rooms/1/messages?limit=ten&before_seq=", ["limit", "before_seq"]],
    ["/api/v1/rooms/1/messages?limit=1&limit=2", ["limit"]],
    ["/api/v1/rooms/1/messages?befor_seq=1", ["befor_seq"]],
    ["/api/v1/rooms/1/messages?__proto__=1", ["__proto__"]],
    ["/api/v1/users?query=%ff", ["query"]],
    ["/api/v1/users?query=%00", ["query"]],
    ["/api/v1/rooms/x/messages?limit=x", ["room_id", "limit"]],
  ])("of %s names %j", async (path, fields) => {
    const { fetch } = await testGateway();
    const response = await fetch(path);
    const problem = (await response.json()) as { code: string; errors: { field: string }[] };
    expect([response.status, problem.code]).toEqual([400, "invalid_argument"]);
    expect(problem.errors.map(({ field }) => field)).toEqual(fields);
  });

  test("of a query beside a body names the parameter", async () => {
    const { send } = await testGateway();
    const response = await send("POST", "/api/v1/rooms?name=x", { name: "y" });
    expect(await response.json()).toMatchObject({ errors: [{ field: "name" }] });
  });

  test.each(["{", "", "[]", "null", '"text"', "12", "{'a': 1}", "\u{feff}{", "[".repeat(60_000)])(
    "of the body %.20s says that it is no JSON object",
    async (body) => {
      const { fetch } = await testGateway();
      const init = { method: "POST", headers: json, body: body === "" ? " " : body };
      const response = await fetch("/api/v1/rooms", init);
      expect([response.status, await response.json()]).toMatchObject([400, { code: "invalid_argument" }]);
    },
  );

  test("of a body that is nested too deeply, or holds too much, comes before it is read as JSON", async () => {
    const { fetch } = await testGateway();
    const send = async (body: string) => {
      const response = await fetch("/api/v1/rooms", { method: "POST", headers: json, body });
      return ((await response.json()) as { detail: string }).detail;
    };
    expect(await send(`${"[".repeat(9)} no JSON`)).toBe("The body has lists and objects more than 8 deep");
    expect(await send(`{"name": ${"[".repeat(7)}${"]".repeat(7)}}`)).toBe("name must be text");
    expect(await send(`{${'"a":1,'.repeat(500)} no JSON`)).toBe("The body has more than 500 entries and members");
    expect(await send(`{"name": [${"1,".repeat(498)}1]}`)).toBe("name must be text");
  });

  test.each([
    ["path", `/api/v1/rooms/${"1".repeat(3_000)}`, 414],
    ["query", `/api/v1/users?query=${"x".repeat(9_000)}`, 414],
    ["query", `/api/v1/users?${"a=1&".repeat(65)}`, 400],
    ["query", `/api/v1/users?${"&".repeat(65)}`, 400],
  ])("of a %s that is longer than any says so, and decodes none of it", async (part, path, status) => {
    const { fetch, calls } = await testGateway();
    const response = await fetch(path);
    const problem = (await response.json()) as { detail: string; errors: unknown[] };
    expect([response.status, problem.errors]).toEqual([status, []]);
    expect(problem.detail).toMatch(new RegExp(`^The ${part} may have at most`));
    expect(calls).toEqual([]);
  });

  test("of a body that is not UTF-8 says so", async () => {
    const { fetch } = await testGateway();
    const body = new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
    const response = await fetch("/api/v1/rooms", { method: "POST", headers: json, body });
    expect(await response.json()).toMatchObject({ code: "invalid_argument", detail: "The body is not valid UTF-8" });
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "application/jsonx", ""])(
    "of a body of the type %j is 415",
    async (type) => {
      const { fetch } = await testGateway();
      const body = new Blob(['{"name": "x"}'], { type });
      const response = await fetch("/api/v1/rooms", { method: "POST", body });
      expect([response.status, await response.json()]).toMatchObject([415, { code: "unsupported_media_type" }]);
    },
  );

  test.each(["application/json; charset=utf-8", "Application/JSON", "application/merge-patch+json"])(
    "does not come for the type %j",
    async (type) => {
      const { fetch } = await testGateway();
      const response = await fetch("/api/v1/rooms", { method: "POST", headers: { "content-type": type }, body: "{}" });
      expect(response.status).toBe(200);
    },
  );

  test("of an unknown path is 404, of an unknown method 405 with Allow", async () => {
    const { fetch } = await testGateway();
    const unknown = await fetch("/api/v1/nothing");
    expect([unknown.status, await unknown.json()]).toMatchObject([404, { code: "route_not_found" }]);
    expect((await fetch("/")).status).toBe(404);
    const wrong = await fetch("/api/v1/rooms/1", { method: "PUT" });
    expect([wrong.status, await wrong.json()]).toMatchObject([405, { code: "method_not_allowed" }]);
    expect(wrong.headers.get("allow")).toBe("GET, HEAD, PATCH, DELETE, OPTIONS");
    const options = await fetch("/api/v1/rooms/1", { method: "OPTIONS" });
    expect([options.status, options.headers.get("allow")]).toEqual([200, "GET, HEAD, PATCH, DELETE, OPTIONS"]);
  });

  test("that may pass says when to try again", async () => {
    const { fetch } = await testGateway({
      getMe: () => Promise.reject(new AppError("rate_limited", undefined, { retryAfterMs: 1200 })),
    });
    const response = await fetch("/api/v1/users/me");
    expect([response.status, response.headers.get("retry-after")]).toEqual([429, "2"]);
    expect(await response.json()).toMatchObject({ retry_after_ms: 1200 });
  });

  test("for want of a token names the scheme", async () => {
    const { fetch } = await testGateway({ getMe: () => Promise.reject(new AppError("token_expired")) });
    const response = await fetch("/api/v1/users/me");
    expect([response.status, response.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
  });
});

describe("the metrics", () => {
  test("count by the route's template, never by what the client sent", async () => {
    const { fetch, metrics } = await testGateway();
    await fetch("/api/v1/rooms/1");
    await fetch("/api/v1/rooms/2");
    await fetch("/api/v1/rooms/2", { method: "PUT" });
    await fetch("/made/up/1");
    await fetch("/made/up/2", { method: "PROPFIND" });
    const text = await metrics.registry.metrics();
    expect(text.split("\n").filter((line) => line.startsWith("http_requests_total{"))).toEqual([
      'http_requests_total{route="/api/v1/rooms/{id}",method="GET",status="200"} 2',
      'http_requests_total{route="/api/v1/rooms/{id}",method="PUT",status="405"} 1',
      'http_requests_total{route="unmatched",method="GET",status="404"} 1',
      'http_requests_total{route="unmatched",method="other",status="404"} 1',
    ]);
    expect(text).toContain('http_request_seconds_count{route="/api/v1/rooms/{id}",method="GET"} 2');
  });
});

describe("the start", () => {
  test("fails where a method with a route has no handler", async () => {
    const services = [{ name: "hubbub.user.v1.UserService", handlers: {} }];
    await expect(testGateway({}, { services })).rejects.toThrow("has no handler");
  });

  test("fails where the port is taken", async () => {
    const { port } = await testGateway();
    const { listenHttp } = await import("./listen-http.ts");
    const { App } = await import("uWebSockets.js");
    await expect(listenHttp(App(), { host: "127.0.0.1", port })).rejects.toThrow(`127.0.0.1:${port}`);
  });
});
