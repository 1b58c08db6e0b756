import type { Removal } from "../../room-log/events/log-effects.ts";

/** Neighbouring events of a room's log, ready to go out. */
export interface Stretch {
  /** `frames[i]` has seq `firstSeq + i`. */
  readonly firstSeq: number;
  readonly frames: readonly Uint8Array[];
  /** Ascending by `seq`. */
  readonly removals: readonly Removal[];
  /** Seqs of messages whose content is gone. */
  readonly deleted: readonly number[];
  /** When the oldest of their commands was received, epoch µs; unknown of what was read from the log. */
  readonly receivedUs?: number;
}
