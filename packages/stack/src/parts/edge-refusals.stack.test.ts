import { type ErrorCode, errorCatalogue } from "@hubbub/errors";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Edge, type EdgeKind, startEdge } from "./fixtures/start-edge.ts";
import { talk } from "./fixtures/talk.ts";

const apiPaths = [
  "/api/v1/rooms",
  "/api/v1/users/me",
  "/ws",
  "/socket.io/",
  "/.well-known/jwks.json",
  "/health",
  "/files/7/x",
];

const uploadPaths = ["/api/v1/rooms/7/files?name=x", "/api/v1/rooms/7/avatar", "/api/v1/users/me/avatar"];

const refused: readonly (readonly [what: string, headers: string, body: string, status: number, code: ErrorCode])[] = [
  ["an unknown coding", "Transfer-Encoding: brotli\r\n", "", 400, "invalid_argument"],
  ["a length that is none", `Content-Length: ${"9".repeat(20)}\r\n`, "", 400, "invalid_argument"],
  ["a chunk that is none", "Transfer-Encoding: chunked\r\n", "zz\r\n", 400, "invalid_argument"],
  ["a large body", "Content-Length: 70000\r\n", "", 413, "payload_too_large"],
  ["a large chunk", "Transfer-Encoding: chunked\r\n", `11170\r\n${"x".repeat(70_000)}`, 413, "payload_too_large"],
  ["a large header", `X-Large: ${"x".repeat(40_000)}\r\n`, "", 431, "payload_too_large"],
];

describe.each<EdgeKind>(["nginx", "proxy"])("%s", (kind) => {
  let edge: Edge;
  beforeAll(async () => {
    edge = await startEdge(kind);
  });
  afterAll(() => edge.stop());

  describe.each(apiPaths)("at %s", (path) => {
    test.each(refused)("refuses %s", async (_, headers, body, status, code) => {
      const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${headers}\r\n`;
      const { text } = await talk(edge.port, head + body, { until: /\}/ });
      expect(problemIn(text)).toMatchObject(problem(status, code));
    });

    test("has no opinion on what a request expects, or which part of the answer", async () => {
      for (const header of ["Expect: the unexpected", "Range: bytes=99999999-", 'If-Match: "other"']) {
        const head = `GET ${path} HTTP/1.1\r\nHost: x\r\n${header}\r\n\r\n`;
        expect((await talk(edge.port, head, { until: /\}/ })).text).toMatch(/^HTTP\/1\.1 200 /);
      }
    });
  });

  describe.each(uploadPaths)("at %s", (path) => {
    const send = (method: string, headers: string) =>
      talk(edge.port, `${method} ${path} HTTP/1.1\r\nHost: x\r\n${headers}\r\n`, { until: /\}/ });

    test.each(["Content-Length: 20000000\r\n", "Transfer-Encoding: chunked\r\n"])(
      "refuses a file of a stranger before it comes: %j",
      async (header) => {
        for (const { text } of await Promise.all(["POST", "PUT", "OPTIONS"].map((method) => send(method, header)))) {
          expect(problemIn(text)).toEqual({ ...problem(401, "unauthenticated"), detail: "Sign in first." });
          expect(text).toMatch(/\r\nWWW-Authenticate: Bearer\r\n/i);
        }
        expect([...edge.chat, edge.users].flatMap(({ seen }) => seen)).not.toContainEqual(
          expect.objectContaining({ url: path }),
        );
      },
    );

    test("leaves to the service what brings no body, as the question of a browser", async () => {
      for (const header of ["", "Content-Length: 0\r\n"]) {
        expect((await send("OPTIONS", header)).text).toMatch(/^HTTP\/1\.1 200 /);
      }
    });
  });

  test("a part that a file does not have is a problem, which says how long the file is", async () => {
    const answer = await get("/assets/app-1a2b3c.js", "Range: bytes=99999999-");
    expect(problemIn(answer)).toMatchObject(problem(416, "invalid_argument"));
    expect(answer).toMatch(/\r\nContent-Range: bytes \*\/\d+\r\n/i);
    const names = Array.from(answer.split("\r\n\r\n")[0]?.matchAll(/^[\w-]+(?=:)/gm) ?? [], ([name]) => name);
    expect(names).toEqual([...new Set(names)]);
  });

  test.each(['If-Match: "other"', "If-Unmodified-Since: Mon, 01 Jan 2001 00:00:00 GMT"])(
    "a file that is not as %s has it is a problem",
    async (header) => {
      for (const path of ["/assets/app-1a2b3c.js", "/rooms/7"]) {
        expect(problemIn(await get(path, header))).toMatchObject(problem(412, "invalid_argument"));
      }
    },
  );

  test("nothing is sent from /.well-known to anywhere else", async () => {
    expect(problemIn(await get("/.well-known"))).toMatchObject(problem(404, "route_not_found"));
  });

  test("while a service is away, that is what each method and an upgrade are told", async () => {
    for (const upstream of [...edge.chat, edge.users]) upstream.stop();
    for (const path of apiPaths) {
      for (const method of ["GET", "TRACE"]) {
        const { text } = await talk(edge.port, `${method} ${path} HTTP/1.1\r\nHost: x\r\n\r\n`, { until: /\}/ });
        expect(problemIn(text)).toMatchObject(problem(503, "unavailable"));
        expect(text).toMatch(/\r\nRetry-After: 1\r\n/i);
      }
    }
    const answer = await get(
      "/ws",
      "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    );
    expect(problemIn(answer)).toMatchObject(problem(503, "unavailable"));
    expect(answer).toMatch(/\r\nRetry-After: 1\r\n/i);
  });

  const get = async (path: string, header = "Accept: */*") =>
    (await talk(edge.port, `GET ${path} HTTP/1.1\r\nHost: x\r\n${header}\r\n\r\n`, { until: /\}/ })).text;
});

/** The problem that an answer is, with the status of its first line. */
function problemIn(answer: string): unknown {
  const [, status] = /^HTTP\/1\.1 (\d+) /.exec(answer) ?? [];
  const isProblem = /\r\ncontent-type: application\/problem\+json\r\n/i.test(answer);
  const [body = "{}"] = /\{.*\}/s.exec(answer) ?? [];
  return isProblem ? { line: Number(status), ...(JSON.parse(body) as object) } : answer;
}

function problem(status: number, code: ErrorCode): object {
  return { line: status, type: "about:blank", title: errorCatalogue[code].title, status, code, errors: [] };
}
