/** One event of a room's log as delivery holds it: its place and its exact WebSocket frame. */
export interface SequencedFrame {
  readonly seq: number;
  readonly frame: Uint8Array;
}

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

/** What delivery needs of the log. The composition root wires it to room-log/; every call is one query. */
export interface RoomSource {
  /** Events `after < seq <= upTo` of several rooms, ascending, at most `limit` a room. */
  readHoles(
    holes: readonly { readonly roomId: number; readonly after: number; readonly upTo: number }[],
  ): Promise<
    ReadonlyMap<
      number,
      { readonly epoch: string; readonly lastSeq: number; readonly events: readonly SequencedFrame[] }
    >
  >;
  readHeads(
    roomIds: readonly number[],
  ): Promise<{ readonly epoch: string; readonly heads: ReadonlyMap<number, number> }>;
}
