import type { ChaosSystem, StartOptions } from "../system/chaos-system.ts";
import type { Load, LoadSize } from "../load/load.ts";
import type { Person } from "../load/sign-up.ts";

/** One way in which something breaks while many people talk, and what must be true then. */
export interface Scenario {
  /** As in `make chaos SCENARIO=…`. */
  readonly name: string;
  /** As in the table. */
  readonly title: string;
  /** How the system is started for it. */
  readonly start?: StartOptions;
  /** `instances`: clients connect past Nginx, every other to the same one. */
  readonly through?: "nginx" | "instances";
  /** Whether senders that do not wait for acks must find their order kept too. */
  readonly pipelinedOrder?: boolean;
  /** Ms from the end of the fault until everyone is ready and gets what was sent after it. */
  readonly recoversWithinMs: number;
  /** Breaks things; resolves when nothing is broken any more but by itself. Throws, or tells `run.expect`, what is wrong. */
  fault(run: FaultRun): Promise<void>;
  /** What must hold when all is quiet again, beside the checker. */
  afterwards?(run: FaultRun): Promise<void>;
}

export interface FaultRun {
  readonly system: ChaosSystem;
  readonly load: Load;
  readonly size: LoadSize;
  /** Registered people who are not among the clients. */
  readonly extras: readonly Person[];
  /** Notes a finding unless `holds`. */
  readonly expect: (what: string, holds: boolean) => void;
  /** Runs something of the scenario's at the end, in any case. */
  readonly onEnd: (undo: () => void | Promise<void>) => void;
}
