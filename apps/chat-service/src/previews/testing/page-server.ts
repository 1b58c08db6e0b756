import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import { createServer as createPlainServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

export interface PageServer {
  readonly port: number;
  readonly url: string;
  /** Connections that anybody opened, whatever came of them. */
  readonly connections: () => number;
  readonly requests: readonly IncomingMessage[];
  stop(): Promise<void>;
}

/** A site on loopback. */
export async function servePages(answer: RequestListener, host = "127.0.0.1"): Promise<PageServer> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  return await listening(server, host, requests);
}

/** One that answers with whatever bytes. */
export async function serveBytes(answer: (socket: Socket) => void): Promise<PageServer> {
  return await listening(createPlainServer(answer), "127.0.0.1", []);
}

async function listening(server: Server, host: string, requests: readonly IncomingMessage[]): Promise<PageServer> {
  let connections = 0;
  const open = new Set<Socket>();
  server.on("connection", (socket) => {
    connections += 1;
    open.add(socket.on("error", () => undefined).on("close", () => open.delete(socket)));
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
    connections: () => connections,
    requests,
    async stop() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
