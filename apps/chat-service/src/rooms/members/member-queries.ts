import type { MemberRole } from "@hubbub/ws-protocol";
import { sql } from "kysely";
import type { ChatDatabase } from "../../db/open-chat-database.ts";
import { type Page, type PageKey, toPage } from "../page.ts";

export interface MemberRow {
  readonly userId: number;
  readonly role: MemberRole;
  readonly joinedAt: Date;
  /** They may not write until then. */
  readonly mutedUntil: Date | undefined;
  readonly lastReadSeq: number;
  /** Written in direct rooms only. */
  readonly lastDeliveredSeq: number;
}

export async function selectMember(db: ChatDatabase, roomId: number, userId: number): Promise<MemberRow | undefined> {
  const row = await membersOf(db, roomId).where("user_id", "=", userId).executeTakeFirst();
  return row === undefined ? undefined : toMemberRow(row);
}

/** In the order they became members; with `userId` of that one alone. The key is (joined_at in µs, user_id). */
export async function selectMembers(
  db: ChatDatabase,
  wanted: { roomId: number; userId: number | undefined; after: PageKey | undefined; limit: number },
): Promise<Page<MemberRow>> {
  const { roomId, userId: onlyId, after, limit } = wanted;
  let members = membersOf(db, roomId)
    // A Date would cut the µs, and the page after it would begin with the same member.
    .select(sql<number>`(extract(epoch from joined_at) * 1000000)::bigint`.as("joined_at_us"))
    .orderBy("joined_at")
    .orderBy("user_id")
    .limit(limit + 1);
  if (onlyId !== undefined) members = members.where("user_id", "=", onlyId);
  if (after !== undefined) {
    const [joinedAtUs, userId] = after;
    const joinedAt = sql`'epoch'::timestamptz + ${joinedAtUs}::bigint * interval '1 microsecond'`;
    members = members.where(sql<boolean>`(joined_at, user_id) > (${joinedAt}, ${userId}::bigint)`);
  }
  return toPage(await members.execute(), limit, {
    item: toMemberRow,
    key: (row) => [row.joined_at_us, row.user_id],
  });
}

function membersOf(db: ChatDatabase, roomId: number) {
  return (
    db
      .selectFrom("room_members")
      .select(["user_id", "role", "joined_at", "last_delivered_seq"])
      // Who set their place back has still read what they had.
      .select(sql<number>`greatest(last_read_seq, seen_seq)`.as("last_read_seq"))
      .select(sql<Date | null>`shown_mute(muted_until)`.as("muted"))
      .where("room_id", "=", roomId)
  );
}

function toMemberRow(row: {
  user_id: number;
  role: MemberRole;
  joined_at: Date;
  last_read_seq: number;
  last_delivered_seq: number;
  muted: Date | null;
}): MemberRow {
  return {
    userId: row.user_id,
    role: row.role,
    joinedAt: row.joined_at,
    mutedUntil: row.muted ?? undefined,
    lastReadSeq: row.last_read_seq,
    lastDeliveredSeq: row.last_delivered_seq,
  };
}
