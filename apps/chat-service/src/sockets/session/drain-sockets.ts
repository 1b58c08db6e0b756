import { setTimeout as delay } from "node:timers/promises";
import type { SocketSession } from "./socket-session.ts";

const stepMs = 50;

/**
 * Sends every socket away, spread evenly over `drainMs` so that the other instances are not stampeded: each is told at
 * once when its turn comes, and closed with 4000 then if it has not left by itself.
 */
export async function drainSockets(sessions: Iterable<SocketSession>, drainMs: number): Promise<void> {
  const leaving = [...sessions].map((session, index, all) => ({ session, afterMs: (index / all.length) * drainMs }));
  for (const { session, afterMs } of leaving) {
    session.send({ type: "reconnect", reason: "shutdown", after_ms: Math.floor(afterMs) });
  }
  const begunMs = performance.now();
  for (const { session, afterMs } of leaving) {
    while (session.open && performance.now() - begunMs < afterMs) await delay(stepMs);
    session.close("shutdown");
  }
}
