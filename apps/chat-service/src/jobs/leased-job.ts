import { runEvery } from "@hubbub/service-runtime";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import type { JobMetrics } from "../events/job-metrics.ts";
import { releaseLease, takeLease } from "./job-queries.ts";

export interface LeasedJobOptions {
  /** The same on every instance, in all releases. */
  readonly name: string;
  readonly everyMs: number;
  /** For how long nobody else does it after a crash; a step takes less. Left out: `jobLeaseMs`. */
  readonly leaseMs?: number;
  readonly db: ChatDatabase;
  /** Of this run of this instance. */
  readonly bootId: string;
  /** One bounded part of the work; answers whether there is more to do at once. May be done twice: a lease can run out. */
  readonly step: () => Promise<boolean>;
  readonly metrics: JobMetrics;
  /** Something failed that will be tried again. */
  readonly warn: (error: unknown, message: string) => void;
}

/**
 * Something that is to be done every now and then by one instance of the system, whichever; when that one dies, by another
 * a lease later. The answered function stops it here, and lets another instance go on at once.
 */
export function runLeasedJob({
  name,
  everyMs,
  leaseMs,
  db,
  bootId,
  step,
  metrics,
  warn,
}: LeasedJobOptions): () => Promise<void> {
  const stopping = new AbortController();
  let holding = false;
  metrics.begin(name);
  const work = async () => {
    do {
      holding = await takeLease(db, name, bootId, leaseMs);
    } while (holding && (await step()) && !stopping.signal.aborted);
    if (holding) metrics.done(name);
  };
  const stop = runEvery(everyMs, work, (error) => {
    metrics.failed(name);
    warn(error, `the job ${name} failed; trying again`);
  });
  return async () => {
    stopping.abort();
    await stop();
    if (holding) await releaseLease(db, name, bootId);
  };
}
