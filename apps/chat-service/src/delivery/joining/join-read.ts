import type { RoomRead } from "../room-source.ts";

/** What one join wants of the log. */
export interface JoinRead {
  readonly roomId: number;
  readonly userId: number;
  /** Messages of the page; 0: none is needed, only membership and head (a resume). */
  readonly pageLimit: number;
  /** Events wanted as `recent`; 0: none. The same for all reads of one room in one call. */
  readonly recentLimit: number;
}

/**
 * Reads membership, head, page and recent events of many joins in one query; the answers stand in the order of
 * `reads`. Who may not join gets an Error in its place (an AppError is passed on to `join`'s caller as it is).
 */
export type ReadJoins<Page> = (reads: readonly JoinRead[]) => Promise<readonly (RoomRead<Page> | Error)[]>;
