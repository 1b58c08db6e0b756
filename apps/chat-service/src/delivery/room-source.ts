import type { SequencedFrame } from "../room-log/events/sequenced-frame.ts";
import type { Hole, HoleRead } from "../room-log/read/event-queries.ts";

/** A stretch of a room's log with its heads, all read in one statement. */
export interface RoomRead<Page> {
  readonly roomId: number;
  readonly epoch: string;
  readonly lastSeq: number;
  /** What the caller asked for besides (the join's page, membership, …). */
  readonly page: Page;
  /** The newest events up to `lastSeq`, ascending, without holes, for the ring of a new hub; may be empty. */
  readonly recent: readonly SequencedFrame[];
}

/** What delivery needs of the log. The composition root wires it to room-log/; every call is one query and settles. */
export interface RoomSource {
  /**
   * Events `after < seq <= upTo` of several rooms, ascending. A room's answer may end early (500 events or 256 KiB are
   * enough for one query): the rest is asked for again.
   */
  readHoles(holes: readonly Hole[]): Promise<ReadonlyMap<number, HoleRead>>;
  readHeads(
    roomIds: readonly number[],
  ): Promise<{ readonly epoch: string; readonly heads: ReadonlyMap<number, number> }>;
}
