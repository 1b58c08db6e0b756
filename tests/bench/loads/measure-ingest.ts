import type { Figures } from "../figures/figures.ts";
import { startGenerator } from "../generator/start-generator.ts";
import { assertAllIn } from "./assert-all-in.ts";
import { cpuUsPer, sampleCpu } from "./cpu-sample.ts";
import { placeConnections } from "./place-connections.ts";
import type { RunContext } from "./run-context.ts";
import { warmUpSeconds } from "./warm-up-seconds.ts";

/** Senders that have joined nothing: what comes back is acks alone. */
export async function measureIngest({ binary, load, server, running, seconds }: RunContext): Promise<Figures> {
  const connections = placeConnections(load, running);
  const { opening, path, message, ack, error } = server.script;
  if (ack === undefined || error === undefined) throw new Error(`${server.title} acknowledges nothing`);
  const generator = startGenerator({
    binary,
    // Signing in is the first exchange.
    script: { path, opening: opening.slice(0, 2), message, ack, error },
    connections,
    arguments: Object.entries({ window: load.messages, "warm-up": warmUpSeconds(seconds), seconds }).flatMap(
      ([name, value]) => [`--${name}`, String(value)],
    ),
  });
  try {
    await generator.next("ready");
    generator.go();
    assertAllIn(await generator.next("joined"), connections.length);
    await generator.next("settled");
    generator.go();
    const begin = await generator.next("begin");
    const before = sampleCpu(running);
    const end = await generator.next("end");
    const after = sampleCpu(running);
    await generator.next("drained");
    const result = await generator.next("result");
    if (result.errors > 0) throw new Error(`the server refused ${result.errors} messages`);
    const elapsedMs = end.ms - begin.ms;
    const acked = end.acked - begin.acked;
    const cpu = cpuUsPer(acked, before, after);
    return {
      committedPerSecond: (acked / elapsedMs) * 1_000,
      p50Ms: result.ackUs.p50 / 1_000,
      p99Ms: result.ackUs.p99 / 1_000,
      chatCpuUsPerCommit: cpu.chat,
      cpuUsPerCommit: cpu.all,
      lost: result.sent - result.acked,
      generatorCpuPercent: ((end.cpuMs - begin.cpuMs) / elapsedMs) * 100,
    };
  } finally {
    await generator.stop();
  }
}
