import { sql } from "kysely";
import type { ChatDatabase } from "../../db/open-chat-database.ts";
import { maxBlocksPerPerson } from "../../limits.ts";
import { type Page, type PageKey, toPage } from "../page.ts";

export interface BlockRow {
  readonly userId: number;
  readonly createdAt: Date;
}

/** False where nobody else may be blocked any more (room-log/append/sql/change-block.sql). */
export async function changeBlock(
  db: ChatDatabase,
  { userId, otherId, on }: { userId: number; otherId: number; on: boolean },
): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select change_block(${userId}::bigint, ${otherId}::bigint, ${on}::boolean, ${maxBlocksPerPerson}) as done`.execute(
    db,
  );
  return rows[0]?.done === true;
}

export async function selectBlock(db: ChatDatabase, userId: number, otherId: number): Promise<BlockRow | undefined> {
  const row = await blocksOf(db, userId).where("blocked_id", "=", otherId).executeTakeFirst();
  return row === undefined ? undefined : toBlockRow(row);
}

/** The latest first. The key is (created_at in ms, user_id). */
export async function selectBlocks(
  db: ChatDatabase,
  { userId, after, limit }: { userId: number; after: PageKey | undefined; limit: number },
): Promise<Page<BlockRow>> {
  let blocks = blocksOf(db, userId)
    .orderBy("created_at", "desc")
    .orderBy("blocked_id", "desc")
    .limit(limit + 1);
  if (after !== undefined) {
    const [createdMs, otherId] = after;
    const createdAt = sql`'epoch'::timestamptz + ${createdMs}::bigint * interval '1 millisecond'`;
    blocks = blocks.where(sql<boolean>`(created_at, blocked_id) < (${createdAt}, ${otherId}::bigint)`);
  }
  return toPage(await blocks.execute(), limit, {
    item: toBlockRow,
    key: (row) => [row.created_at.getTime(), row.blocked_id],
  });
}

function blocksOf(db: ChatDatabase, userId: number) {
  return db.selectFrom("user_blocks").select(["blocked_id", "created_at"]).where("user_id", "=", userId);
}

function toBlockRow(row: { blocked_id: number; created_at: Date }): BlockRow {
  return { userId: row.blocked_id, createdAt: row.created_at };
}
