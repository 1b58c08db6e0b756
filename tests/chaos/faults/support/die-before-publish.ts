import { Socket } from "node:net";

/**
 * Loaded into a chat instance before its own code (`NODE_OPTIONS=--import`): told to by SIGUSR2, the process dies just
 * before it writes the next publication of a room to Redis. What it publishes is committed by then. The service itself
 * knows nothing of this.
 */
let armed = false;
process.on("SIGUSR2", () => (armed = true));

// oxlint-disable-next-line typescript/unbound-method -- it is applied to the socket below
const write = Socket.prototype.write;
const publication = /\r\n(?:eval|spublish)\r\n[^]*\r\nhubbub:room:/i;

Socket.prototype.write = function dieOrWrite(this: Socket, ...args: Parameters<typeof write>): boolean {
  const [data] = args;
  if (armed && publication.test(String(data))) process.kill(process.pid, "SIGKILL");
  return write.apply(this, args);
} as typeof write;
