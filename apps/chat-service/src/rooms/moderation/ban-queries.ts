import { sql } from "kysely";
import type { ChatDatabase } from "../../db/open-chat-database.ts";
import { type Page, type PageKey, toPage } from "../page.ts";

export interface BanRow {
  readonly userId: number;
  readonly reason: string;
  /** Undefined: for good. */
  readonly until: Date | undefined;
  readonly bannedBy: number;
  readonly createdAt: Date;
}

export async function selectBan(db: ChatDatabase, roomId: number, userId: number): Promise<BanRow | undefined> {
  const row = await bansOf(db, roomId).where("user_id", "=", userId).executeTakeFirst();
  return row === undefined ? undefined : toBanRow(row);
}

/** Those that hold, the latest first; with `userId` of that one alone. The key is (created_at in ms, user_id). */
export async function selectBans(
  db: ChatDatabase,
  wanted: { roomId: number; userId: number | undefined; after: PageKey | undefined; limit: number },
): Promise<Page<BanRow>> {
  const { roomId, userId: onlyId, after, limit } = wanted;
  let bans = bansOf(db, roomId)
    .orderBy("created_at", "desc")
    .orderBy("user_id", "desc")
    .limit(limit + 1);
  if (onlyId !== undefined) bans = bans.where("user_id", "=", onlyId);
  if (after !== undefined) {
    const [createdMs, userId] = after;
    const createdAt = sql`'epoch'::timestamptz + ${createdMs}::bigint * interval '1 millisecond'`;
    bans = bans.where(sql<boolean>`(created_at, user_id) < (${createdAt}, ${userId}::bigint)`);
  }
  return toPage(await bans.execute(), limit, {
    item: toBanRow,
    key: (row) => [row.created_at.getTime(), row.user_id],
  });
}

function bansOf(db: ChatDatabase, roomId: number) {
  return db
    .selectFrom("room_bans")
    .select(["user_id", "reason", "until", "banned_by", "created_at"])
    .where("room_id", "=", roomId)
    .where((is) => is.or([is("until", "is", null), is("until", ">", sql<Date>`clock_timestamp()`)]));
}

function toBanRow(row: {
  user_id: number;
  reason: string;
  until: Date | null;
  banned_by: number;
  created_at: Date;
}): BanRow {
  return {
    userId: row.user_id,
    reason: row.reason,
    until: row.until ?? undefined,
    bannedBy: row.banned_by,
    createdAt: row.created_at,
  };
}
