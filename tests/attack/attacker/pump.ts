import type { Socket } from "node:net";

/** Bytes after which the attacker looks at what came in. */
const turnBytes = 1024 * 1024;

/** Writes what `next` gives, as fast as the socket takes it, until the socket ends. */
export function pump(socket: Socket, next: () => Buffer): void {
  let written = 0;
  while (!socket.destroyed && socket.writable) {
    const bytes = next();
    written += bytes.length;
    if (!socket.write(bytes)) {
      socket.once("drain", () => pump(socket, next));
      return;
    }
    if (written > turnBytes) {
      setImmediate(() => pump(socket, next));
      return;
    }
  }
}
