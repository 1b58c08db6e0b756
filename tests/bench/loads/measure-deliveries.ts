import type { Figures } from "../figures/figures.ts";
import type { GeneratorReport } from "../generator/generator-report.ts";
import { startGenerator } from "../generator/start-generator.ts";
import { assertAllIn } from "./assert-all-in.ts";
import { cpuUsPer, sampleCpu } from "./cpu-sample.ts";
import { inNewThread } from "./in-new-thread.ts";
import { placeConnections } from "./place-connections.ts";
import type { RunContext } from "./run-context.ts";
import { largePicture, uploadPictures } from "./upload-pictures.ts";
import { warmUpSeconds } from "./warm-up-seconds.ts";

/** A server that cannot keep up gets this long to deliver what it owes. */
const drainSeconds = 20;

/** Messages at the load's rate, whether the server keeps up or not. */
export async function measureDeliveries({ binary, load, server, running, seconds }: RunContext): Promise<Figures> {
  const connections = placeConnections(load, running);
  const generator = startGenerator({
    binary,
    script: load.inThread === true ? await inNewThread(server.script, connections[0]!) : server.script,
    connections,
    arguments: Object.entries({
      rate: load.messages,
      "warm-up": warmUpSeconds(seconds),
      seconds,
      drain: drainSeconds,
    }).flatMap(([name, value]) => [`--${name}`, String(value)]),
  });
  const picture = load.uploads === undefined ? undefined : await largePicture();
  try {
    await generator.next("ready");
    generator.go();
    assertAllIn(await generator.next("joined"), connections.length);
    await generator.next("settled");
    generator.go();
    const begin = await generator.next("begin");
    const cpuAtBegin = sampleCpu(running);
    const uploads = uploadPictures({ load, running }, picture);
    const end = await generator.next("end");
    const cpuAtEnd = sampleCpu(running);
    await generator.next("drained");
    await uploads;
    const result = await generator.next("result");
    if (result.errors > 0) throw new Error(`the server refused ${result.errors} messages`);
    const cpu = cpuUsPer(end.received - begin.received, cpuAtBegin, cpuAtEnd);
    return toFigures(begin, end, result, cpu);
  } finally {
    await generator.stop();
  }
}

function toFigures(
  begin: GeneratorReport,
  end: GeneratorReport,
  { latencyUs, latenessUs, lost, duplicated, stray }: GeneratorReport,
  cpu: { chat: number; all: number },
): Figures {
  const deliveries = end.received - begin.received;
  const elapsedMs = end.ms - begin.ms;
  return {
    deliveriesPerSecond: (deliveries / elapsedMs) * 1_000,
    p50Ms: latencyUs.p50 / 1_000,
    p99Ms: latencyUs.p99 / 1_000,
    p999Ms: latencyUs.p999 / 1_000,
    chatCpuUsPerDelivery: cpu.chat,
    cpuUsPerDelivery: cpu.all,
    bytesPerDelivery: (end.bytes - begin.bytes) / Math.max(deliveries, 1),
    lost,
    duplicated: duplicated + stray,
    generatorCpuPercent: ((end.cpuMs - begin.cpuMs) / elapsedMs) * 100,
    generatorLateMs: latenessUs.p99 / 1_000,
  };
}
