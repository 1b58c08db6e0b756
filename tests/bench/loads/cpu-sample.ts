import { cpuSeconds } from "../figures/cpu-seconds.ts";
import type { RunningServer } from "../servers/bench-server.ts";

export interface CpuSample {
  /** Seconds of CPU so far: of the chat processes alone, and of all. */
  readonly chat: number;
  readonly all: number;
}

export function sampleCpu({ chatPids, pids }: RunningServer): CpuSample {
  return { chat: cpuSeconds(chatPids), all: cpuSeconds(pids) };
}

/** Microseconds of CPU between two samples, for each of `count` things done meanwhile. */
export function cpuUsPer(count: number, before: CpuSample, after: CpuSample): CpuSample {
  const each = (seconds: number) => (seconds * 1e6) / Math.max(count, 1);
  return { chat: each(after.chat - before.chat), all: each(after.all - before.all) };
}
