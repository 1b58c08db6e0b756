import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { repositoryRoot } from "../stack/layout.ts";
import { gatewayUpstream, type GatewayUpstream, servedBytes } from "./fixtures/gateway-upstream.ts";
import { type Edge, type EdgeKind, startEdge } from "./fixtures/start-edge.ts";
import { talk } from "./fixtures/talk.ts";

const mebibyte = 1024 * 1024;
const upload = "/api/v1/rooms/7/files?name=x";
const headers = { Authorization: "Bearer x" };

describe.each<EdgeKind>(["nginx", "proxy"])("%s", (kind) => {
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

  const send = (body: NonNullable<RequestInit["body"]>, init: object = {}) =>
    fetch(edge.url + upload, { method: "POST", headers, body, ...init });

  test("a file passes whole, of a length that is known or is not, and the service never has much of it at once", async () => {
    const bytes = randomBytes(5 * mebibyte);
    const id = createHash("sha256").update(bytes).digest("hex");
    const inChunks = () => send(new Blob([bytes]).stream(), { duplex: "half" });
    const answers = await Promise.all([...Array.from({ length: 10 }, () => send(bytes)), inChunks(), inChunks()]);
    for (const answer of answers) {
      expect([answer.status, await answer.json()]).toMatchObject([200, { id, size: bytes.length }]);
    }
    expect(Math.max(...service.pieces)).toBeLessThan(mebibyte);
  });

  test("so does a picture of oneself, which chat takes although its address begins as a user's", async () => {
    const body = randomBytes(3 * mebibyte);
    const answer = await fetch(`${edge.url}/api/v1/users/me/avatar`, { method: "PUT", headers, body });
    expect([answer.status, await answer.json()]).toMatchObject([200, { username: `sent ${body.length}` }]);
    const ofRoom = await fetch(`${edge.url}/api/v1/rooms/7/avatar`, { method: "PUT", headers, body });
    expect(ofRoom.status).toBe(200);
  });

  test("of the most that a file may have all passes; of more the service says how much that is", async () => {
    expect((await send(new Uint8Array(25 * mebibyte))).status).toBe(200);
    for (const more of [1, mebibyte]) await expectTooLarge(await send(new Uint8Array(25 * mebibyte + more)));
  });

  test("what is larger than any file it refuses itself, in the same words", async () => {
    await expectTooLarge(await send(new Uint8Array(26 * mebibyte + 1)));
    const head = `POST ${upload} HTTP/1.1\r\nHost: x\r\nContent-Length: ${900 * mebibyte}\r\n\r\n`;
    expect((await talk(edge.port, head, { until: /\}/ })).text).toMatch(/^HTTP\/1\.1 413 .*at most 25 MiB here/s);
  });

  test("other addresses take no more than before", async () => {
    for (const path of ["/api/v1/rooms", "/api/v1/rooms/7/files/x", "/api/v1/files/links", "/files/7/x"]) {
      const answer = await fetch(edge.url + path, { method: "POST", body: new Uint8Array(70_000) });
      expect([answer.status, await answer.json()]).toMatchObject([413, { detail: expect.stringContaining("64 KiB") }]);
    }
  });

  test("a file is served as the service says: whole or a part, for how long it may be kept, and what it may do", async () => {
    const url = `${edge.url}/files/7/x.txt?s=secret`;
    const whole = await fetch(url);
    expect((await whole.arrayBuffer()).byteLength).toBe(servedBytes);
    const part = await fetch(url, { headers: { Range: "bytes=1999990-" } });
    expect([part.status, (await part.text()).length]).toEqual([206, 10]);
    expect(part.headers.get("content-range")).toBe(`bytes 1999990-1999999/${servedBytes}`);
    const head = await fetch(url, { method: "HEAD" });
    for (const { headers } of [whole, part, head]) {
      expect(headers.get("cache-control")).toBe("private, max-age=900, immutable");
      expect(headers.get("content-security-policy")).toBe("sandbox");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("etag")).toBe('"a"');
      expect(headers.get("content-encoding")).toBeNull();
    }
    expect(head.headers.get("content-length")).toBe(String(servedBytes));
    expect(edge.log()).not.toContain("secret");
  });

  test("an address of a file is never a page, whatever is asked of it", async () => {
    for (const method of ["POST", "PUT", "DELETE", "TRACE"]) {
      const { text } = await talk(edge.port, `${method} /files/7/x HTTP/1.1\r\nHost: x\r\n\r\n`, { until: /\}/ });
      expect(text).toMatch(/^HTTP\/1\.1 405 .*"method_not_allowed"/s);
      expect(text).toMatch(/\r\nAllow: GET, HEAD, OPTIONS\r\n/i);
    }
    for (const path of ["/files", "/files/", "/files/7", "/files/7/x/y"]) {
      const answer = await fetch(edge.url + path);
      expect([answer.status, await answer.json()]).toMatchObject([404, { code: "route_not_found" }]);
    }
  });

  test("while a service is away, a file is told so", async () => {
    service.stop();
    const answer = await send("x");
    expect([answer.status, await answer.json()]).toMatchObject([503, { code: "unavailable" }]);
  });
});

test("another bound of files is the edge's, too", async () => {
  for (const kind of ["nginx", "proxy"] as const) {
    const edge = await startEdge(kind, { maxFileBytes: 1_600_000 });
    const send = (bytes: number) => fetch(edge.url + upload, { method: "POST", headers, body: new Uint8Array(bytes) });
    expect((await send(1_600_000)).status).toBe(200);
    await expectTooLarge(await send(1_600_000 + mebibyte + 1), "1.52 MiB");
    await edge.stop();
  }
});

test("the standard bound of files is the same wherever it stands", () => {
  const read = (path: string) => readFileSync(join(repositoryRoot, path), "utf8");
  expect(read("nginx/render.sh")).toContain("${MAX_FILE_BYTES:-26214400}");
  expect(read(".env.example")).toContain("\n#MAX_FILE_BYTES=26214400\n");
  expect(read("docker-compose.yml").match(/MAX_FILE_BYTES: .*/g)).toEqual([
    "MAX_FILE_BYTES: ${MAX_FILE_BYTES:-26214400}",
    "MAX_FILE_BYTES: ${MAX_FILE_BYTES:-26214400}",
  ]);
});

async function expectTooLarge(answer: Response, bound = "25 MiB"): Promise<void> {
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect([answer.status, await answer.json()]).toMatchObject([
    413,
    { code: "payload_too_large", detail: expect.stringContaining(`at most ${bound} here`) },
  ]);
}
