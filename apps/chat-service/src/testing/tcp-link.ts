import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { freePort } from "@hubbub/stack";

/** A stretch of network of a test: cut, everything behind it is away; mended, it is back at the same address. */
export class TcpLink {
  readonly #target: { readonly host: string; readonly port: number };
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  /** Free, and none that an outgoing connection may take while it is cut. */
  port = 0;

  constructor(target: { readonly host: string; readonly port: number }) {
    this.#target = target;
  }

  async mend(): Promise<void> {
    const server = createServer((near) => this.#join(near, connect(this.#target)));
    this.#server = server;
    this.port ||= await freePort();
    server.listen(this.port, "127.0.0.1");
    await once(server, "listening");
  }

  cut(): void {
    this.#server?.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #join(near: Socket, far: Socket): void {
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(socket);
      socket.pipe(other);
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
  }
}
