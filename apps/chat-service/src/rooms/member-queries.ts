import type { MemberRole } from "@hubbub/ws-protocol";
import { sql } from "kysely";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import { type Page, type PageKey, toPage } from "./page.ts";

export interface MemberRow {
  readonly userId: number;
  readonly role: MemberRole;
  readonly joinedAt: Date;
  readonly lastReadSeq: number;
  /** Written in direct rooms only. */
  readonly lastDeliveredSeq: number;
}

export async function selectMember(db: ChatDatabase, roomId: number, userId: number): Promise<MemberRow | undefined> {
  const row = await membersOf(db, roomId).where("user_id", "=", userId).executeTakeFirst();
  return row === undefined ? undefined : toMemberRow(row);
}

/** In the order they joined. The key is (joined_at as text, user_id). */
export async function selectMembers(
  db: ChatDatabase,
  { roomId, after, limit }: { roomId: number; after: PageKey | undefined; limit: number },
): Promise<Page<MemberRow>> {
  let members = membersOf(db, roomId)
    // As text: a Date would cut the µs, and the page after it would begin with the same member.
    .select(sql<string>`joined_at::text`.as("joined_at_text"))
    .orderBy("joined_at")
    .orderBy("user_id")
    .limit(limit + 1);
  if (after !== undefined) {
    const [joinedAt, userId] = after;
    members = members.where(sql<boolean>`(joined_at, user_id) > (${joinedAt}::timestamptz, ${userId}::bigint)`);
  }
  return toPage(await members.execute(), limit, {
    item: toMemberRow,
    key: (row) => [row.joined_at_text, row.user_id],
  });
}

function membersOf(db: ChatDatabase, roomId: number) {
  return db
    .selectFrom("room_members")
    .select(["user_id", "role", "joined_at", "last_read_seq", "last_delivered_seq"])
    .where("room_id", "=", roomId);
}

function toMemberRow(row: {
  user_id: number;
  role: MemberRole;
  joined_at: Date;
  last_read_seq: number;
  last_delivered_seq: number;
}): MemberRow {
  return {
    userId: row.user_id,
    role: row.role,
    joinedAt: row.joined_at,
    lastReadSeq: row.last_read_seq,
    lastDeliveredSeq: row.last_delivered_seq,
  };
}
