import type { IncomingMessage } from "node:http";
import { connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { forwardedHeaders } from "./forwarded-headers.ts";

const connectTimeoutMs = 1_000;

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
    upstream.write(requestHead(request));
    upstream.write(head);
    upstream.on("error", () => client.destroy()).on("close", () => client.destroy());
    client.on("error", () => upstream.destroy()).on("close", () => upstream.destroy());
    upstream.pipe(client).pipe(upstream);
    return;
  }
  client.end("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
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

function requestHead(request: IncomingMessage): string {
  const headers = [
    ...forwardedHeaders(request),
    ["Connection", "upgrade"],
    ["Upgrade", request.headers.upgrade ?? "websocket"],
  ];
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`);
  return `${request.method} ${request.url} HTTP/1.1\r\n${lines.join("")}\r\n`;
}
