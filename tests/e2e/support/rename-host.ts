import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface RenamingProxy {
  readonly port: number;
  stop(): void;
}

/** A proxy that asks under a name of its own, as one does that is not told to pass on the browser's: `Host: inner`. */
export async function renameHost(url: string): Promise<RenamingProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(new URL(url).port), "127.0.0.1");
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on("error", () => to.destroy());
      from.on("close", () => to.destroy());
    }
    client.on("data", (bytes) => {
      upstream.write(bytes.toString("latin1").replaceAll(/^Host: .*$/gm, "Host: inner\r"), "latin1");
    });
    upstream.pipe(client);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    stop() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
