import { Counter, Gauge, type Registry } from "prom-client";

export interface JobMetrics {
  /** From now on it shows that this instance has the job among its own. */
  begin(job: string): void;
  /** All that there was to do has been done. */
  done(job: string): void;
  failed(job: string): void;
}

/** Of what one instance of the system at a time does; once per process and registry. */
export function createJobMetrics(registry: Registry): JobMetrics {
  const registers = [registry];
  const rounds = new Counter({
    name: "job_rounds_total",
    help: "Rounds of a job that this instance did: until there was nothing left to do, or until it failed.",
    labelNames: ["job", "result"],
    registers,
  });
  const doneAt = new Gauge({
    name: "job_done_timestamp_seconds",
    help: "When this instance last had nothing left to do of a job, in seconds since 1970; 0: not yet.",
    labelNames: ["job"],
    registers,
  });
  return {
    begin(job) {
      for (const result of ["done", "failed"]) rounds.inc({ job, result }, 0);
      doneAt.set({ job }, 0);
    },
    done(job) {
      rounds.inc({ job, result: "done" });
      doneAt.setToCurrentTime({ job });
    },
    failed: (job) => rounds.inc({ job, result: "failed" }),
  };
}
