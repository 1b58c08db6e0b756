import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** A stretch of network between one service and one other, that can lose what a network loses. */
export class TcpLink {
  readonly #target: number;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;
  #swallowing = false;
  #swallowedBytes = 0;

  /** `target`: a port of this machine. */
  constructor(target: number) {
    this.#target = target;
  }

  /** Where the service connects instead; the same for life. */
  get port(): number {
    return this.#port;
  }

  /** Bytes of answers that never arrived. */
  get swallowedBytes(): number {
    return this.#swallowedBytes;
  }

  async mend(): Promise<void> {
    this.#swallowing = false;
    if (this.#server !== undefined) return;
    const server = createServer((near) => this.#join(near, connect(this.#target, "127.0.0.1")));
    this.#server = server;
    server.listen(this.#port, "127.0.0.1");
    await once(server, "listening");
    this.#port = (server.address() as AddressInfo).port;
  }

  /** Ends every connection and takes no new one until it is mended. */
  cut(): void {
    this.#server?.close();
    this.#server = undefined;
    this.dropConnections();
  }

  /** Ends every connection; new ones are welcome. */
  dropConnections(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** What is asked goes through, what is answered does not, until it is mended. */
  swallowAnswers(): void {
    this.#swallowing = true;
  }

  #join(near: Socket, far: Socket): void {
    near.on("data", (data) => far.write(data));
    far.on("data", (data) => {
      if (this.#swallowing) this.#swallowedBytes += data.byteLength;
      else near.write(data);
    });
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(socket);
      socket.setNoDelay();
      socket.on("error", () => undefined);
      socket.on("close", () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
  }
}
