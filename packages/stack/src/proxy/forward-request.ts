import { Agent, request as send, type IncomingMessage, type ServerResponse } from "node:http";
import { pipeline } from "node:stream";
import { forwardedHeaders } from "./forwarded-headers.ts";
import { readBody } from "./read-body.ts";
import { securityHeaders } from "./security-headers.ts";
import { sendProblem } from "./send-problem.ts";

const answerTimeoutMs = 10_000;
/** A poll of Socket.IO is answered when there is news, or at the next ping of its protocol. */
const pollTimeoutMs = 60_000;
// Shorter than the services' own 10 s: a request on a connection that one is closing would be lost.
const agent = new Agent({ keepAlive: true, timeout: 5_000, maxFreeSockets: 64 });

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
  const gone = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) gone.abort();
  });
  for (const port of ports) {
    const answer = await ask(port, request, body, gone.signal);
    if (answer === "refused") continue;
    if (answer === "failed") break;
    relay(answer, request, response);
    return;
  }
  sendProblem(response, "unavailable", "The service behind this address does not answer.");
}

/** `refused`: it never saw the request, so another may be asked; `failed`: it may have. */
function ask(
  port: number,
  request: IncomingMessage,
  body: Buffer,
  gone: AbortSignal,
): Promise<IncomingMessage | "refused" | "failed"> {
  return new Promise((resolve) => {
    const headers = forwardedHeaders(request).filter(([name]) => name.toLowerCase() !== "content-length");
    if (body.length > 0) headers.push(["Content-Length", String(body.length)]);
    const outgoing = send({
      host: "127.0.0.1",
      port,
      agent,
      method: request.method,
      path: request.url,
      headers: headers.flat(),
      timeout: request.url?.startsWith("/socket.io/") === true ? pollTimeoutMs : answerTimeoutMs,
      signal: gone,
    });
    outgoing.on("response", resolve);
    outgoing.on("timeout", () => outgoing.destroy(new Error("timed out")));
    outgoing.on("error", (error) => {
      resolve("code" in error && error.code === "ECONNREFUSED" ? "refused" : "failed");
    });
    outgoing.end(body);
  });
}

function relay(answer: IncomingMessage, request: IncomingMessage, response: ServerResponse): void {
  const {
    connection: _connection,
    "keep-alive": _keepAlive,
    "transfer-encoding": _coding,
    ...headers
  } = answer.headers;
  const cache = headers["cache-control"] === undefined ? { "Cache-Control": "no-store" } : {};
  const { "Content-Security-Policy": policy, ...security } = securityHeaders(request);
  const own = headers["content-security-policy"] === undefined ? { "Content-Security-Policy": policy } : {};
  response.writeHead(answer.statusCode ?? 502, { ...security, ...own, ...cache, ...headers });
  pipeline(answer, response, () => undefined);
}
