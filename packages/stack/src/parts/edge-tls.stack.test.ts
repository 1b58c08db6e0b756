import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "node:tls";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../processes/free-port.ts";
import { until } from "../processes/until.ts";
import { repositoryRoot } from "../stack/layout.ts";
import type { Echo } from "./fixtures/echo-upstream.ts";
import { type Edge, startEdge } from "./fixtures/start-edge.ts";
import { talk } from "./fixtures/talk.ts";
import { keepCertificate } from "./keep-certificate.ts";

const folder = mkdtempSync(join(tmpdir(), "hubbub-tls-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Over TLS, whoever made the certificate. */
function get(url: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { agent: false, rejectUnauthorized: false }, (response) => {
      let text = "";
      response.on("data", (data) => (text += String(data)));
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, text }));
    });
    asking.on("error", reject).end();
  });
}

/** Of the certificate that a new connection is shown. */
function fingerprint(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", rejectUnauthorized: false }, () => {
      resolve(socket.getPeerCertificate().fingerprint256);
      socket.destroy();
    });
    socket.on("error", reject);
  });
}

function makePair(name: string) {
  const pair = { path: join(folder, `${name}.pem`), keyPath: join(folder, `${name}-key.pem`) };
  for (const path of Object.values(pair)) rmSync(path, { force: true });
  execFileSync(join(repositoryRoot, "nginx/self-signed.sh"), [pair.path, pair.keyPath]);
  return pair;
}

describe("Nginx with a certificate of its own making", () => {
  let edge: Edge;
  let redirectPort: number;
  beforeAll(async () => {
    redirectPort = await freePort();
    const acmeFolder = join(folder, "acme");
    mkdirSync(join(acmeFolder, ".well-known/acme-challenge"), { recursive: true });
    writeFileSync(join(acmeFolder, ".well-known/acme-challenge/question"), "answer");
    edge = await startEdge("nginx", {
      tls: { certificate: "self-signed", hstsSeconds: 0, redirectPort, acmeFolder },
    });
  });
  afterAll(() => edge.stop());

  test("serves the page and the API, and tells the services that browsers speak HTTPS", async () => {
    const page = await get(edge.url);
    expect([page.status, page.headers["strict-transport-security"]]).toEqual([200, undefined]);
    const echo = JSON.parse((await get(`${edge.url}/api/v1/users/me`)).text) as Echo;
    expect(echo.headers["x-forwarded-proto"]).toBe("https");
  });

  test("sends plain HTTP to HTTPS, from its own port and from the other, and nobody keeps that", async () => {
    const { port } = edge;
    for (const [from, host] of [
      [port, `chat.example:${port}`],
      [redirectPort, `chat.example:${redirectPort}`],
      [redirectPort, "chat.example"],
    ] as const) {
      const { text } = await talk(from, `GET /rooms/7?x=y HTTP/1.1\r\nHost: ${host}\r\n\r\n`, { until: /\r\n\r\n/ });
      expect(text).toMatch(/^HTTP\/1\.1 308 .*\r\nCache-Control: no-store\r\n/s);
      expect(text).toContain(`\r\nLocation: https://chat.example:${port}/rooms/7?x=y\r\n`);
      expect(text).toMatch(/\r\nContent-Length: 0\r\n/);
    }
    const nameless = await talk(redirectPort, "GET / HTTP/1.0\r\n\r\n");
    expect(nameless.text).toMatch(/^HTTP\/1\.1 400 .*application\/problem\+json/s);
  });

  test("answers a probe that speaks HTTP/1.0, and the questions of a certificate authority, without TLS", async () => {
    const probe = await talk(redirectPort, "GET /health HTTP/1.0\r\n\r\n");
    expect(probe.text).toMatch(/^HTTP\/1\.1 200 /);
    const ask = (name: string) => fetch(`http://127.0.0.1:${redirectPort}/.well-known/acme-challenge/${name}`);
    expect(await (await ask("question")).text()).toBe("answer");
    expect((await ask("other")).status).toBe(404);
  });

  test("calls malformed requests malformed, with and without TLS", async () => {
    for (const port of [edge.port, redirectPort]) {
      const { text } = await talk(port, "GET /%00?token=secret-token HTTP/1.1\r\nHost: x\r\n\r\n");
      expect(text).toMatch(/^HTTP\/1\.1 400 .*application\/problem\+json/s);
    }
    await talk(edge.port, "GET /ws?token=secret-token HTTP/1.1\r\nHost: x\r\n\r\n", { until: /308/ });
    await until("the line", () => edge.log().includes('"status":308'), 5_000);
    expect(edge.log()).not.toContain("secret-token");
  });
});

describe("Nginx with a certificate of somebody else's", () => {
  test("tells browsers to stay with HTTPS where it is set, and takes a renewed one without letting go of a socket", async () => {
    const first = makePair("first");
    const second = makePair("second");
    const from = makePair("current");
    const tls = { certificate: from, hstsSeconds: 300, redirectPort: undefined, acmeFolder: undefined };
    const edge = await startEdge("nginx", { tls });
    expect((await get(edge.url)).headers["strict-transport-security"]).toBe("max-age=300");
    const before = await fingerprint(edge.port);

    const open = connect({ port: edge.port, host: "127.0.0.1", rejectUnauthorized: false });
    const greeted = new Promise((resolve) => open.once("data", resolve));
    let isOpen = true;
    open.on("close", () => (isOpen = false));
    open.write(
      "GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" +
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    );
    await greeted;

    // As the launcher does every few seconds, a renewal being some weeks away.
    for (const renewed of [first, second]) {
      keepCertificate(renewed, edge.folder, { report: () => undefined });
      expect(await fingerprint(edge.port)).not.toBe(before);
    }
    expect(isOpen).toBe(true);
    open.destroy();
    await edge.stop();
  });

  test("a pair that is replaced is seen, and copied; one that does not fit is not taken", async () => {
    const from = makePair("watched");
    const to = join(folder, "copies");
    mkdirSync(to);
    const lines: string[] = [];
    const kept = keepCertificate(from, to, { report: (line) => void lines.push(line), everyMs: 20 });
    const read = (files: typeof from) => [files.path, files.keyPath].map((path) => readFileSync(path, "utf8"));
    const before = read(from);
    copyFileSync(makePair("stranger").keyPath, from.keyPath);
    await expect.poll(() => lines.join(), { timeout: 5_000 }).toContain("is not its key");
    expect(read(kept)).toEqual(before);
    makePair("watched");
    await expect.poll(() => read(kept), { timeout: 5_000 }).toEqual(read(from));
    expect(lines.at(-1)).toContain("was renewed");
  });
});
