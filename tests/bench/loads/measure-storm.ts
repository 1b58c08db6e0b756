import { setTimeout as pause } from "node:timers/promises";
import type { Figures } from "../figures/figures.ts";
import { startGenerator } from "../generator/start-generator.ts";
import { assertAllIn } from "./assert-all-in.ts";
import { cpuUsPer, sampleCpu } from "./cpu-sample.ts";
import { placeConnections } from "./place-connections.ts";
import type { RunContext } from "./run-context.ts";

/** What a join leaves to be done (who is here, told once a second) is paid in this time. */
const maxAftermathMs = 2_500;

/** Everybody connects and joins, 256 handshakes under way at a time. */
export async function measureStorm({ binary, load, server, running, seconds }: RunContext): Promise<Figures> {
  const connections = placeConnections(load, running);
  const generator = startGenerator({ binary, script: server.script, connections, arguments: ["--opening", "256"] });
  try {
    const ready = await generator.next("ready");
    const before = sampleCpu(running);
    generator.go();
    const joined = await generator.next("joined");
    assertAllIn(joined, connections.length);
    await pause(Math.min(maxAftermathMs, seconds * 1_000));
    const cpu = cpuUsPer(joined.joined, before, sampleCpu(running));
    return {
      joinsPerSecond: (joined.joined / joined.ms) * 1_000,
      joinP99Ms: joined.openingUs.p99 / 1_000,
      chatCpuUsPerJoin: cpu.chat,
      cpuUsPerJoin: cpu.all,
      generatorCpuPercent: ((joined.cpuMs - ready.cpuMs) / joined.ms) * 100,
    };
  } finally {
    await generator.stop();
  }
}
