import { once } from "node:events";
import { Agent, type IncomingMessage, type ServerResponse } from "node:http";
import { PassThrough, Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { createProxyServer } from "httpxy";
import { connectFirst } from "./connect-first.ts";
import { forwardedHeaders } from "./forwarded-headers.ts";
import { fileStallMs, uploadMarginBytes, uploadTimeoutMs } from "./limits.ts";
import { readBody } from "./read-body.ts";
import { securityHeaders } from "./security-headers.ts";
import { sendProblem } from "./send-problem.ts";

const answerTimeoutMs = 10_000;
/** A poll of Socket.IO is answered when there is news, or at the next ping of its protocol. */
const pollTimeoutMs = 60_000;
/** Ms that a file waits after its head: the service holds back what it refuses for a third of that. */
const headStartMs = 300;
/** Ms for which the rest of one that is refused is thrown away. */
const refusedUploadMs = 2_000;
// Shorter than the services' own 10 s: a request on a connection that one is closing would be lost.
const agent = new Agent({ keepAlive: true, timeout: 5_000, maxFreeSockets: 64 });

const proxy = createProxyServer({ agent });
const uploads = createProxyServer();
for (const server of [proxy, uploads]) {
  // What concerns the connection to the service; ours to the client is another.
  server.on("proxyRes", ({ headers }, _, response) => {
    delete headers["keep-alive"];
    headers.connection = response.shouldKeepAlive ? "keep-alive" : "close";
  });
}
uploads.on("proxyReq", (outgoing) => outgoing.flushHeaders());

/** Sends a request to the first of these ports that takes the connection, and its answer to the client. */
export async function forwardRequest(
  ports: readonly number[],
  maxBytes: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request, maxBytes);
  if (body === undefined) {
    sendProblem(response, "payload_too_large", `A request body may have at most ${maxBytes / 1024} KiB here.`);
    return;
  }
  prepare(request, response);
  delete request.headers["content-length"];
  if (body.length > 0) request.headers["content-length"] = String(body.length);
  const proxyTimeout = timeoutMs(request.url ?? "");
  for (const port of ports) {
    const buffer = Readable.from(body.length > 0 ? [body] : []);
    try {
      await proxy.web(request, response, { target: { host: "127.0.0.1", port }, buffer, proxyTimeout });
      return;
    } catch (error) {
      // Only who refused the connection has surely not seen the request.
      if (!(error instanceof Error && "code" in error && error.code === "ECONNREFUSED")) break;
    }
  }
  sendProblem(response, "unavailable", unavailable);
}

/** The same of a request that brings a file, which is passed on as it comes. What has no length the service measures. */
export async function forwardUpload(
  ports: readonly number[],
  maxFileBytes: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (Number(request.headers["content-length"] ?? 0) > maxFileBytes + uploadMarginBytes) {
    await throwAway(request);
    const mebibytes = Math.floor((maxFileBytes / 1024 / 1024) * 100) / 100;
    sendProblem(response, "payload_too_large", `A request body may have at most ${mebibytes} MiB here.`);
    return;
  }
  if (request.headers.authorization === undefined && bringsBody(request)) {
    await throwAway(request);
    response.setHeader("WWW-Authenticate", "Bearer");
    sendProblem(response, "unauthenticated", "Sign in first.");
    return;
  }
  const upstream = await connectFirst(ports);
  if (upstream === undefined) {
    sendProblem(response, "unavailable", unavailable);
    return;
  }
  const { port, socket } = upstream;
  prepare(request, response);
  const onThis = Object.assign(new Agent(), { createConnection: () => socket });
  const target = { host: "127.0.0.1", port };
  // What is refused by its head alone is answered while nothing is being sent: Node would not see the answer else.
  const buffer = new PassThrough();
  const begin = setTimeout(() => request.pipe(buffer), headStartMs);
  response.on("close", () => clearTimeout(begin));
  await uploads.web(request, response, { target, agent: onThis, buffer, proxyTimeout: uploadTimeoutMs });
}

function bringsBody({ headers }: IncomingMessage): boolean {
  return Number(headers["content-length"] ?? 0) > 0 || headers["transfer-encoding"] !== undefined;
}

/** Who is sending would see a broken connection instead of the refusal. */
async function throwAway(request: IncomingMessage): Promise<void> {
  request.resume();
  await Promise.race([once(request, "end"), delay(refusedUploadMs)]);
}

const unavailable = "The service behind this address does not answer.";

function prepare(request: IncomingMessage, response: ServerResponse): void {
  // A service may say otherwise.
  response.setHeaders(new Map([...Object.entries(securityHeaders), ["Cache-Control", "no-store"]]));
  request.headers = forwardedHeaders(request);
}

function timeoutMs(url: string): number {
  if (url.startsWith("/socket.io/")) return pollTimeoutMs;
  return url.startsWith("/files/") ? fileStallMs : answerTimeoutMs;
}
