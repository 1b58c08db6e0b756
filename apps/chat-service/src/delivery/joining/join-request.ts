import type { JoinPage } from "../../room-log/read/join-queries.ts";
import type { Reader } from "../readers/reader.ts";

/** A socket that wants to read a room from now on, or from a position on. */
export interface JoinRequest {
  readonly reader: Reader;
  readonly roomId: number;
  /** Messages of a fresh page. */
  readonly limit: number;
  /** Whether that holds the replies that stand in threads alone. */
  readonly threads?: boolean | undefined;
  /** The client's position, where it comes back. */
  readonly afterSeq?: number | undefined;
  readonly epoch?: string | undefined;
  /**
   * Makes the `room_joined` frame. Called once, in the turn of the event loop in which the reader gets its place and
   * just before it does: whatever else shall be true of a joined socket is to be made true here, because
   * `reader.removedFrom` may follow in the same turn. If it throws, so does the join.
   */
  readonly onJoined: (joined: Joined) => Uint8Array;
}

export interface Joined {
  readonly epoch: string;
  /** The head that the page ends with; of a resume the head that it was checked against. */
  readonly lastSeq: number;
  /** Whether what was missed since `afterSeq` follows as frames. */
  readonly recovered: boolean;
  /** As read; with `recovered` it was read with `pageLimit` 0. */
  readonly page: JoinPage;
}
