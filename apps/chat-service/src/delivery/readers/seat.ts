import type { Reader } from "./reader.ts";

/** A reader as fan-out counts it; the same in each of its rooms. */
export interface Seat {
  readonly reader: Reader;
  /** Rooms whose frames it gets. */
  readonly roomIds: Set<number>;
  /** As seen after the last write. */
  bufferedBytes: number;
  /** It closed: nothing brings it back among the readers of a room. */
  gone: boolean;
}
