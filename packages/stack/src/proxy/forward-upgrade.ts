import { Agent, type IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { AppError } from "@hubbub/errors";
import { createProxyServer } from "httpxy";
import { connectFirst } from "./connect-first.ts";
import { endWithProblem } from "./end-with-problem.ts";
import { forwardedHeaders } from "./forwarded-headers.ts";

const proxy = createProxyServer();
// Either side is gone then, and httpxy has closed the other.
proxy.on("error", () => undefined);

/** Joins a WebSocket's connection to the first of these ports that takes one; from then on bytes pass untouched. */
export async function forwardUpgrade(
  ports: readonly number[],
  request: IncomingMessage,
  client: Duplex,
  head: Buffer,
): Promise<void> {
  client.on("error", () => undefined);
  const upstream = await connectFirst(ports);
  if (upstream !== undefined) {
    const { port, socket } = upstream;
    request.headers = { ...forwardedHeaders(request), connection: "upgrade", upgrade: "websocket" };
    const agent = Object.assign(new Agent(), { createConnection: () => socket });
    await proxy.ws(request, client as Socket, { target: { host: "127.0.0.1", port }, agent }, head);
    return;
  }
  const detail = "The service behind this address does not answer.";
  endWithProblem(client, new AppError("unavailable", detail, { retryAfterMs: 1_000 }));
}
