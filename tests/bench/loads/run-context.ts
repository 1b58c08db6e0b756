import type { BenchServer, RunningServer } from "../servers/bench-server.ts";
import type { Load } from "./load.ts";

/** What a measurement is given: one load on one server that has just been started. */
export interface RunContext {
  /** The compiled load generator. */
  readonly binary: string;
  readonly load: Load;
  readonly server: BenchServer;
  readonly running: RunningServer;
  /** Of the measured part. */
  readonly seconds: number;
}
