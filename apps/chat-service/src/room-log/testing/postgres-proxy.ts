import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface PostgresProxy {
  /** The database's URL through the proxy. */
  readonly url: string;
  /** Answers are held back while it is set, and dropped with the connection; what clients send goes through. */
  swallowAnswers: boolean;
  /** Nothing goes through in either direction. */
  frozen: boolean;
  /** How many bytes of answers were swallowed. */
  readonly swallowed: number;
  /** Cuts every connection. */
  cut(): void;
  stop(): Promise<void>;
}

/** A TCP proxy before Postgres that can lose what a network loses. */
export async function postgresProxy(target: string): Promise<PostgresProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let swallowed = 0;
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket
        .on("error", () => undefined)
        .on("close", () => {
          sockets.delete(socket);
          client.destroy();
          upstream.destroy();
        });
    }
    client.on("data", (data) => {
      if (!proxy.frozen) upstream.write(data);
    });
    upstream.on("data", (data) => {
      if (proxy.swallowAnswers || proxy.frozen) swallowed += data.byteLength;
      else client.write(data);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = new URL(target);
  url.port = String((server.address() as AddressInfo).port);
  const proxy: PostgresProxy = {
    url: url.href,
    swallowAnswers: false,
    frozen: false,
    get swallowed() {
      return swallowed;
    },
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    async stop() {
      server.close();
      proxy.cut();
      await once(server, "close");
    },
  };
  return proxy;
}
