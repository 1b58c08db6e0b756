import { Agent, type IncomingMessage, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { createProxyServer } from "httpxy";
import { forwardedHeaders } from "./forwarded-headers.ts";
import { readBody } from "./read-body.ts";
import { securityHeaders } from "./security-headers.ts";
import { sendProblem } from "./send-problem.ts";

const answerTimeoutMs = 10_000;
/** A poll of Socket.IO is answered when there is news, or at the next ping of its protocol. */
const pollTimeoutMs = 60_000;
// Shorter than the services' own 10 s: a request on a connection that one is closing would be lost.
const agent = new Agent({ keepAlive: true, timeout: 5_000, maxFreeSockets: 64 });

const proxy = createProxyServer({ agent });
// What concerns the connection to the service; ours to the client is another.
proxy.on("proxyRes", ({ headers }, _, response) => {
  delete headers["keep-alive"];
  headers.connection = response.shouldKeepAlive ? "keep-alive" : "close";
});

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
  // A service may say otherwise.
  response.setHeaders(new Map([...Object.entries(securityHeaders), ["Cache-Control", "no-store"]]));
  request.headers = forwardedHeaders(request);
  delete request.headers["content-length"];
  if (body.length > 0) request.headers["content-length"] = String(body.length);
  const proxyTimeout = request.url?.startsWith("/socket.io/") === true ? pollTimeoutMs : answerTimeoutMs;
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
  sendProblem(response, "unavailable", "The service behind this address does not answer.");
}
