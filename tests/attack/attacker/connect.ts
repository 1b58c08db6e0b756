import { connect as connectTcp, type Socket } from "node:net";
import type { Target } from "./target.ts";

/** Before another try where nothing listens: a loop without it would only eat the attacker's own time. */
const refusedPauseMs = 5;

/**
 * Keeps one connection: whenever it ends, `open` gets a new one at once. What `open` returns
 * tells, when the connection ends, what to count: nothing where its end was told already.
 */
export function keepConnected(target: Target, open: (socket: Socket) => () => string | undefined): void {
  const socket = connectTcp({ host: target.host, port: target.port, noDelay: true });
  let closedAs: (() => string | undefined) | undefined;
  socket.on("connect", () => {
    closedAs = open(socket);
  });
  socket.on("error", () => undefined);
  socket.on("close", () => {
    const what = closedAs === undefined ? "no connection" : closedAs();
    if (what !== undefined) target.tally.got(what);
    if (closedAs === undefined) setTimeout(() => keepConnected(target, open), refusedPauseMs);
    else setImmediate(() => keepConnected(target, open));
  });
}
