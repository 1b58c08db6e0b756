import { Agent, type IncomingMessage } from "node:http";
import { connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { AppError } from "@hubbub/errors";
import { createProxyServer } from "httpxy";
import { endWithProblem } from "./end-with-problem.ts";
import { forwardedHeaders } from "./forwarded-headers.ts";

const connectTimeoutMs = 1_000;

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
  for (const port of ports) {
    const upstream = await connected(port);
    if (upstream === undefined) continue;
    request.headers = { ...forwardedHeaders(request), connection: "upgrade", upgrade: "websocket" };
    const agent = Object.assign(new Agent(), { createConnection: () => upstream });
    await proxy.ws(request, client as Socket, { target: { host: "127.0.0.1", port }, agent }, head);
    return;
  }
  const detail = "The service behind this address does not answer.";
  endWithProblem(client, new AppError("unavailable", detail, { retryAfterMs: 1_000 }));
}

function connected(port: number): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port, noDelay: true });
    const late = setTimeout(() => socket.destroy(), connectTimeoutMs);
    socket.once("close", () => resolve(undefined));
    socket.once("error", () => resolve(undefined));
    socket.once("connect", () => {
      clearTimeout(late);
      resolve(socket);
    });
  });
}
