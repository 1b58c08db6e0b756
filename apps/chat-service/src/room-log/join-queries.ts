import type { MemberRole, Room } from "@hubbub/ws-protocol";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import type { SequencedFrame } from "./event-queries.ts";
import type { MessagePage } from "./page-queries.ts";

/** One join of a tick. */
export interface JoinQuery {
  readonly roomId: number;
  readonly userId: number;
  /** Messages of the latest page, 0–100; 0: none is needed. */
  readonly pageLimit: number;
  /** Events wanted as `recent`; 0: none. */
  readonly recentLimit: number;
}

export interface JoinPage extends MessagePage {
  /** With the caller's role, where there is one. */
  readonly room: Room;
  /** The caller's membership; undefined for one who is no member. */
  readonly me: JoinMembership | undefined;
}

export interface JoinMembership {
  readonly role: MemberRole;
  readonly lastReadSeq: number;
  readonly mutedUntil: Date | undefined;
}

export interface RoomJoin {
  readonly roomId: number;
  readonly epoch: string;
  readonly lastSeq: number;
  readonly page: JoinPage;
  /** The newest events up to `lastSeq`, ascending, without holes; at most `recentLimit` and 256 KiB. */
  readonly recent: readonly SequencedFrame[];
}

/**
 * Membership, head, latest page and recent events of many joins, in one statement and so of one moment. The answers stand
 * in the order of `joins`; undefined where the room does not exist. Whether the caller may see the room is not decided
 * here: a private or direct room without `me` is `room_not_found`.
 */
export async function readJoins(
  _db: ChatDatabase,
  _joins: readonly JoinQuery[],
): Promise<readonly (RoomJoin | undefined)[]> {
  throw new Error("not yet");
}
