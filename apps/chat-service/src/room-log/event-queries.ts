import type { PublicationEffects } from "../broker/broker.ts";
import type { ChatDatabase } from "../db/open-chat-database.ts";

/** Events `after < seq <= upTo` of one room are wanted. */
export interface Hole {
  readonly roomId: number;
  readonly after: number;
  readonly upTo: number;
}

/** One event's place and its exact WebSocket frame. */
export interface SequencedFrame {
  readonly seq: number;
  readonly frame: Uint8Array;
}

export interface HoleRead {
  readonly epoch: string;
  readonly lastSeq: number;
  /** Ascending from `after + 1` without holes; fewer than asked past 500 events or 256 KiB. */
  readonly events: readonly SequencedFrame[];
  /** What the events make an instance do, as in a publication's header. */
  readonly effects: PublicationEffects;
}

/** Reads the holes of several rooms in one statement; a room that does not exist has no entry. */
export async function readEvents(_db: ChatDatabase, _holes: readonly Hole[]): Promise<ReadonlyMap<number, HoleRead>> {
  throw new Error("not yet");
}

/** The heads of several rooms and the epoch, in one statement. */
export async function readHeads(
  _db: ChatDatabase,
  _roomIds: readonly number[],
): Promise<{ readonly epoch: string; readonly heads: ReadonlyMap<number, number> }> {
  throw new Error("not yet");
}
