import { setTimeout as pause } from "node:timers/promises";
import type { Figures } from "../figures/figures.ts";
import { residentBytes } from "../figures/resident-bytes.ts";
import { startGenerator } from "../generator/start-generator.ts";
import { assertAllIn } from "./assert-all-in.ts";
import { sampleCpu } from "./cpu-sample.ts";
import { placeConnections } from "./place-connections.ts";
import type { RunContext } from "./run-context.ts";

/** V8 gives back what a start or a burst of connections left some 45 s after both (docs/performance.md). */
const maxSettleSeconds = 60;

/** What a connection costs that only stays: memory of the chat processes, and CPU of all while nobody says a word. */
export async function measureIdle({ binary, load, server, running, seconds }: RunContext): Promise<Figures> {
  const connections = placeConnections(load, running);
  const generator = startGenerator({ binary, script: server.script, connections, arguments: [] });
  try {
    await generator.next("ready");
    const settleMs = Math.min(6 * seconds, maxSettleSeconds) * 1_000;
    await pause(settleMs);
    const bytesBefore = residentBytes(running.chatPids);
    generator.go();
    assertAllIn(await generator.next("joined"), connections.length);
    await generator.next("settled");
    await pause(settleMs);
    const before = sampleCpu(running);
    const startedAt = performance.now();
    await pause(seconds * 1_000);
    const cpu = sampleCpu(running).all - before.all;
    const elapsedSeconds = (performance.now() - startedAt) / 1_000;
    const bytes = residentBytes(running.chatPids) - bytesBefore;
    return { rssBytesPerConnection: bytes / connections.length, idleCpuPercent: (cpu / elapsedSeconds) * 100 };
  } finally {
    await generator.stop();
  }
}
