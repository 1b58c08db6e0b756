import type { Hole, HoleRead } from "../room-log/read/event-queries.ts";
import type { JoinQuery, RoomJoin } from "../room-log/read/join-queries.ts";

/** What delivery asks of the log. Every call is one query and settles. */
export interface RoomSource {
  /**
   * Events `after < seq <= upTo` of several rooms, ascending. A room's answer may end early (500 events or 256 KiB are
   * enough for one query): the rest is asked for again.
   */
  readHoles(holes: readonly Hole[]): Promise<ReadonlyMap<number, HoleRead>>;
  readHeads(
    roomIds: readonly number[],
  ): Promise<{ readonly epoch: string; readonly heads: ReadonlyMap<number, number> }>;
  /**
   * Membership, head, page and recent events of many joins, in their order. A `pageLimit` of 0 needs membership and head
   * only (a resume); all joins of one room have the same `recentLimit`. Who may not join gets an Error in its place (an
   * AppError is passed on to who joins as it is).
   */
  readJoins(joins: readonly JoinQuery[]): Promise<readonly (RoomJoin | Error)[]>;
  /** Puts a new epoch in the place of this one; does nothing if it is another one already. */
  renewEpoch(epoch: string): Promise<void>;
}
