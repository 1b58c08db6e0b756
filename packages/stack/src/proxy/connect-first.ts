import { connect, type Socket } from "node:net";

const connectTimeoutMs = 1_000;

export interface Connected {
  readonly port: number;
  readonly socket: Socket;
}

/** A connection to the first of these ports that takes one: for what can be sent but once. */
export async function connectFirst(ports: readonly number[]): Promise<Connected | undefined> {
  for (const port of ports) {
    const socket = await connected(port);
    if (socket !== undefined) return { port, socket };
  }
  return undefined;
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
