import { AppError, type ErrorCode, toProblem } from "@hubbub/errors";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { until } from "../processes/until.ts";
import type { Echo } from "./fixtures/echo-upstream.ts";
import { type Edge, type EdgeKind, startEdge } from "./fixtures/start-edge.ts";
import { talk } from "./fixtures/talk.ts";

const routes: readonly (readonly [path: string, answeredBy: string])[] = [
  ["/api/v1/users", "user-service"],
  ["/api/v1/users?query=ann", "user-service"],
  ["/api/v1/users/register", "user-service"],
  ["/api/v1/users/login", "user-service"],
  ["/api/v1/users/me", "user-service"],
  ["/api/v1/users/me/sessions", "user-service"],
  ["/api/v1/users/7", "user-service"],
  ["/api/v1/admin/users", "user-service"],
  ["/api/v1/admin/audit?page_size=2", "user-service"],
  ["/api/v1/admin", "user-service"],
  ["/api/v1/administer", "chat"],
  ["/.well-known/jwks.json", "user-service"],
  ["/api/v1/users/me/rooms", "chat"],
  ["/api/v1/users/me/rooms?page_size=2", "chat"],
  ["/api/v1/users/me/blocks/7", "chat"],
  ["/api/v1/users/me/threads", "chat"],
  ["/api/v1/users/me/export?page_token=x", "chat"],
  ["/api/v1/users/7/dm", "chat"],
  ["/api/v1/users/7/dms", "user-service"],
  ["/api/v1/usersX", "chat"],
  ["/api/v1/rooms", "chat"],
  ["/api/v1/rooms/1/messages", "chat"],
  ["/api/v1/messages/search?q=x", "chat"],
  ["/api/openapi.json", "chat"],
  ["/api/docs", "chat"],
  ["/api/chat/1/history?limit=50", "chat"],
  ["/api/nothing", "chat"],
  ["/api", "chat"],
  ["/api/v1/rooms/7/files?name=x.png", "chat"],
  ["/api/v1/files/links", "chat"],
  ["/files/7/x.png?e=1&s=x", "chat"],
  ["/files/7", "chat"],
  ["/files", "chat"],
  ["/health", "chat"],
  ["/ws", "chat"],
  ["/socket.io/?EIO=4", "chat"],
  ["/", "web"],
  ["/rooms/7", "web"],
  ["/healthy", "web"],
  ["/wsx", "web"],
  ["/apiary", "web"],
  ["/filesystem", "web"],
];

const typeOf: Readonly<Record<string, string>> = {
  "/robots.txt": "text/plain",
  "/manifest.webmanifest": "application/manifest+json",
  "/favicon.ico": "image/x-icon",
  "/favicon.svg": "image/svg+xml",
};

const networks = Array.from({ length: 20 }, (_, index) => `198.51.${index}.7`);

describe.each<EdgeKind>(["nginx", "proxy"])("%s", (kind) => {
  let edge: Edge;
  beforeAll(async () => {
    edge = await startEdge(kind, { allowedOrigins: "https://friend.example, https://other.example:8443" });
  });
  afterAll(() => edge.stop());

  test.each(routes)("%s is answered by %s", async (path, answeredBy) => {
    const answer = await fetch(edge.url + path);
    const text = await answer.text();
    const echo: Partial<Echo> = text.startsWith("{") ? JSON.parse(text) : { upstream: "web", url: path };
    expect(answer.status).toBe(200);
    expect(echo.upstream?.replace(/-\d$/, "")).toBe(answeredBy);
    expect(echo.url).toBe(path);
  });

  test("a service learns the client's address, and nobody can feign one", async () => {
    const headers = { "X-Forwarded-For": "203.0.113.9, 198.51.100.7", "X-Real-IP": "10.0.0.1" };
    const echo = await askEcho(`${edge.url}/api/v1/rooms`, { headers });
    expect(echo.headers["x-real-ip"]).toBe("198.51.100.7");
    expect(echo.headers["x-forwarded-for"]).toBe("198.51.100.7");
  });

  test.each([
    ["https", "https"],
    ["https, http", "https"],
    ["https,https", "https"],
    [" HTTPS ,http", "https"],
    ["http, https", "http"],
    ["httpsx", "http"],
    ["", "http"],
  ])("a service learns from X-Forwarded-Proto: %j that the browser speaks %s", async (forwarded, spoken) => {
    const echo = await askEcho(`${edge.url}/api/v1/users/login`, { headers: { "X-Forwarded-Proto": forwarded } });
    expect(echo.headers["x-forwarded-proto"]).toBe(spoken);
  });

  test("a client's network stays with one instance, and different networks are spread", async () => {
    const chosen = await Promise.all(networks.map((network) => instanceFor(edge, network)));
    const again = await Promise.all(networks.map((network) => instanceFor(edge, network.replace(/7$/, "8"))));
    expect(again).toEqual(chosen);
    expect(new Set(chosen)).toEqual(new Set(["chat-1", "chat-2"]));
  });

  test("a WebSocket reaches a chat instance", async () => {
    const socket = new WebSocket(`${edge.url.replace("http", "ws")}/ws?token=secret-token`);
    const greeting = await new Promise<string>((resolve, reject) => {
      socket.addEventListener("message", ({ data }) => resolve(String(data)));
      socket.addEventListener("error", () => reject(new Error("the socket did not open")));
    });
    const { upstream, headers } = JSON.parse(greeting) as Echo;
    expect(upstream).toMatch(/^chat-[12]$/);
    expect(headers["x-real-ip"]).toBe("127.0.0.1");
    socket.close();
  });

  test("pages carry the security headers, and are asked for anew each time", async () => {
    const page = await fetch(edge.url);
    expect(page.headers.get("cache-control")).toBe("no-cache");
    expect(page.headers.get("content-security-policy")).toContain("default-src 'self'");
    expect(page.headers.get("x-content-type-options")).toBe("nosniff");
    expect(page.headers.get("x-frame-options")).toBe("DENY");
    expect(page.headers.get("server") ?? "nginx").toBe("nginx");
  });

  test("the policy of a page is the same whatever host a client says", async () => {
    const ask = (host: string) => `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
    const policyFor = async (host: string) =>
      /^content-security-policy: (.*)\r$/im.exec((await talk(edge.port, ask(host))).text)?.[1];
    const policy = await policyFor("evil.example");
    expect(policy).toContain("connect-src 'self';");
    expect(policy).toBe(await policyFor("127.0.0.1"));
  });

  test("a service hears what a browser says of the page that asks", async () => {
    const headers = {
      Origin: "https://friend.example",
      "Sec-Fetch-Site": "cross-site",
      "Access-Control-Request-Method": "POST",
      "Access-Control-Request-Headers": "authorization",
    };
    const echo = await askEcho(`${edge.url}/api/v1/rooms`, { method: "OPTIONS", headers });
    for (const [name, value] of Object.entries(headers)) expect(echo.headers[name.toLowerCase()]).toBe(value);
  });

  test("what it refuses itself a page of a listed origin may read, too", async () => {
    const large = (origin: string) =>
      fetch(`${edge.url}/api/v1/rooms`, { method: "POST", body: "x".repeat(70_000), headers: { Origin: origin } });
    const [listed, other] = await Promise.all([large("https://friend.example"), large("https://evil.example")]);
    for (const { status } of [listed, other]) expect(status).toBe(413);
    expect(listed?.headers.get("access-control-allow-origin")).toBe("https://friend.example");
    expect(listed?.headers.get("vary")).toContain("Origin");
    expect(other?.headers.get("access-control-allow-origin")).toBeNull();
  });

  test("an asset may be kept for ever; one that is missing is no page and is not kept", async () => {
    const asset = await fetch(`${edge.url}/assets/app-1a2b3c.js`);
    expect(asset.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(asset.headers.get("content-type")).toContain("text/javascript");
    const missing = await fetch(`${edge.url}/assets/app-old.js`);
    expect(missing.headers.get("cache-control")).toBeNull();
    await expectProblem(missing, "route_not_found");
  });

  test("a part of a file may be asked for, and a part that makes no sense does no harm", async () => {
    const ask = (range: string) => fetch(`${edge.url}/assets/app-1a2b3c.js`, { headers: { Range: range } });
    const part = await ask("bytes=0-5");
    expect(part.status).toBe(206);
    expect(await part.text()).toBe("export");
    for (const range of ["bytes=5-2", "bytes=-", "bytes=99999999-"])
      expect((await ask(range)).status).toBeLessThan(500);
    expect((await fetch(edge.url)).status).toBe(200);
  });

  test("an answer of the API is not kept unless the service says so", async () => {
    const answer = await fetch(`${edge.url}/api/v1/rooms`);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  });

  test("nothing outside the web app is served", async () => {
    const outside = await fetch(`${edge.url}/..%2f..%2f..%2f..%2fetc/passwd`);
    expect(await outside.text()).not.toContain("root:");
  });

  test.each(["/robots.txt", "/manifest.webmanifest", "/favicon.ico", "/favicon.svg"])(
    "%s is a file of the app, with its type",
    async (path) => {
      const answer = await fetch(edge.url + path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-type")?.split(";")[0]).toBe(typeOf[path]);
      expect(answer.headers.get("cache-control")).toBe("no-cache");
    },
  );

  test.each(["/nothing.txt", "/wp-login.php", "/rooms/7/sw.js", "/.env", "/.git/config", "/x%2ejs", "/a.b-c_d"])(
    "%s is no page, and no file",
    async (path) => {
      for (const method of ["GET", "HEAD"]) {
        const answer = await fetch(edge.url + path, { method });
        expect(answer.status).toBe(404);
        if (method === "GET") await expectProblem(answer, "route_not_found");
      }
    },
  );

  test("what it refuses itself is an error of the catalogue", async () => {
    const refused = await fetch(edge.url, { method: "POST" });
    expect(refused.status).toBe(405);
    expect(refused.headers.get("allow")).toBe("GET, HEAD");
    await expectProblem(refused, "method_not_allowed");
    const body = "x".repeat(300 * 1024);
    await expectProblem(await fetch(`${edge.url}/api/v1/rooms`, { method: "POST", body }), "payload_too_large");
  });

  test("what a service refuses is passed on as it is", async () => {
    const answer = await fetch(`${edge.url}/api/v1/rooms?busy`);
    expect(answer.status).toBe(503);
    expect(((await answer.json()) as Echo).url).toBe("/api/v1/rooms?busy");
  });

  test("a handshake that one instance refuses is not made with another: the polls after it would miss it", async () => {
    const before = edge.chat.map(({ seen }) => seen.length);
    expect((await fetch(`${edge.url}/socket.io/?busy`)).status).toBe(503);
    const arrived = edge.chat.map(({ seen }, index) => seen.length - (before[index] ?? 0));
    expect(arrived.toSorted((a, b) => a - b)).toEqual([0, 1]);
  });

  test("a poll may wait longer than any other answer", { timeout: 30_000 }, async () => {
    const [poll, other] = await Promise.all([
      fetch(`${edge.url}/socket.io/?late`),
      fetch(`${edge.url}/api/v1/rooms?late`),
    ]);
    expect(poll.status).toBe(200);
    await expectProblem(other, "unavailable");
  });

  test("an instance that stopped listening is passed over, and a request arrives once", async () => {
    const [first, second] = edge.chat;
    first?.stop();
    const before = second?.seen.length ?? 0;
    const answers = await Promise.all(
      networks.map((network) =>
        askEcho(`${edge.url}/api/v1/rooms`, { method: "POST", body: "{}", headers: { "X-Forwarded-For": network } }),
      ),
    );
    expect(answers.map(({ upstream }) => upstream)).toEqual(networks.map(() => "chat-2"));
    expect(second?.seen.length).toBe(before + networks.length);
    second?.stop();
    const refused = await fetch(`${edge.url}/api/v1/rooms`);
    expect(refused.headers.get("retry-after")).toBe("1");
    await expectProblem(refused, "unavailable");
    expect((await fetch(edge.url)).status).toBe(200);
  });
});

describe.each<EdgeKind>(["nginx", "proxy"])("%s", (kind) => {
  test("no token reaches a log, with and without an error", async () => {
    const edge = await startEdge(kind);
    await fetch(`${edge.url}/ws?token=secret-token`);
    const large = { method: "POST", body: "x".repeat(70_000) };
    for (const path of ["api/v1/rooms", "api/v1/users/login", "files/7/x"])
      await fetch(`${edge.url}/${path}?token=secret-token`, large);
    for (const upstream of [...edge.chat, edge.users]) upstream.stop();
    const paths = [
      "ws",
      "socket.io/",
      "health",
      "files/7/x",
      "api/v1/rooms/7/files",
      "api/v1/rooms",
      "api/v1/users/me",
    ];
    for (const path of [...paths, ".well-known/jwks.json"]) {
      expect((await fetch(`${edge.url}/${path}?token=secret-token`)).status).toBe(503);
    }
    for (const request of malformed) await talk(edge.port, `${request}\r\nHost: x\r\n\r\n`);
    await talk(edge.port, `GET /ws?token=secret-token HTTP/1.1\r\n\r\n`);
    await fetch(`${edge.url}/the-last-one`);
    const hasLine = (line: string) => kind === "proxy" || edge.log().includes(line);
    await until("the lines", () => hasLine('"path":"/index.html"') && hasLine('"path":"/ws","status":200'), 5_000);
    expect(edge.log()).not.toContain("secret-token");
    await edge.stop();
  });
});

describe("nginx alone", () => {
  test("a script is sent compressed", async () => {
    const edge = await startEdge("nginx");
    const asset = await fetch(`${edge.url}/assets/app-1a2b3c.js`);
    expect(asset.headers.get("content-encoding")).toBe("gzip");
    expect(asset.headers.get("vary")).toBe("Accept-Encoding");
    await edge.stop();
  });

  test("one address cannot sign in without end, unless limits are lifted", async () => {
    const limited = await startEdge("nginx");
    const refused = await manyLogins(limited);
    expect(refused.length).toBeGreaterThan(0);
    await expectProblem(refused[0] as Response, "rate_limited");
    await limited.stop();

    const free = await startEdge("nginx", { rateLimits: "off" });
    expect(await manyLogins(free)).toEqual([]);
    await free.stop();
  });
});

/** Such as Nginx writes to its log of errors, or once did. */
const malformed = [
  "GET /ws?token=secret-token x HTTP/1.1",
  "GET /ws?token=secret-token%00\u0001 HTTP/1.1",
  "GET /ws/%00?token=secret-token HTTP/1.1",
  "GET /WS?token=secret-token HTTP/1.1",
  "TRACE /ws?token=secret-token HTTP/1.1",
  "POST /?token=secret-token HTTP/1.1",
  "CONNECT /ws?token=secret-token HTTP/1.1",
  "GET /ws?token=secret-token HTTP/3.0",
  `GET /ws?token=secret-token&x=${"x".repeat(40_000)} HTTP/1.1`,
];

async function manyLogins(edge: Edge): Promise<Response[]> {
  const tries = Array.from({ length: 80 }, () => fetch(`${edge.url}/api/v1/users/login`, { method: "POST" }));
  return (await Promise.all(tries)).filter(({ status }) => status !== 200);
}

async function instanceFor(edge: Edge, address: string): Promise<string> {
  const echo = await askEcho(`${edge.url}/api/v1/rooms`, { headers: { "X-Forwarded-For": address } });
  return echo.upstream;
}

async function askEcho(url: string, init: RequestInit): Promise<Echo> {
  return (await (await fetch(url, init)).json()) as Echo;
}

async function expectProblem(answer: Response, code: ErrorCode): Promise<void> {
  const { type, title, status, errors } = toProblem(new AppError(code));
  expect(answer.status).toBe(status);
  expect(answer.headers.get("content-type")).toContain("application/problem+json");
  expect(await answer.json()).toMatchObject({ type, title, status, code, errors });
}
