import type { ChaosSystem } from "../system/chaos-system.ts";
import { processFigures } from "../system/process-figures.ts";

/** What can be seen of one process from outside. */
export interface Sample {
  readonly minute: number;
  readonly processes: Readonly<Record<string, ProcessSample>>;
}

export interface ProcessSample {
  readonly pid: number;
  readonly rssBytes: number;
  readonly descriptors: number;
  readonly eventLoopP99Seconds: number;
}

/** Of every chat instance. One that does not answer is left out. */
export async function takeSample(system: ChaosSystem, minute: number): Promise<Sample> {
  const processes: Record<string, ProcessSample> = {};
  for (const name of system.instances) {
    const pid = system.pid(name);
    const eventLoopP99Seconds = await system.metric(name, "nodejs_eventloop_lag_p99_seconds").catch(() => undefined);
    const figures = processFigures(pid);
    if (figures === undefined || eventLoopP99Seconds === undefined) continue;
    processes[name] = { pid, ...figures, eventLoopP99Seconds };
  }
  return { minute, processes };
}
