import { sql } from "kysely";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import { maxAuditEventsPerStep } from "../limits.ts";

/** Something that was done in a room, as the append function noted it. */
export interface WaitingEvent {
  readonly id: number;
  readonly sourceId: string;
  readonly at: Date;
  readonly action: string;
  readonly actorId: number;
  readonly subjectId: number | undefined;
  readonly roomId: number;
  readonly details: Readonly<Record<string, string>>;
}

/** The oldest that were called one of these, at most `maxAuditEventsPerStep`. */
export async function readWaitingEvents(
  db: ChatDatabase,
  actions: readonly string[],
): Promise<readonly WaitingEvent[]> {
  const rows = await db
    .selectFrom("audit_outbox")
    .selectAll()
    .where("action", "in", actions)
    .orderBy("id")
    .limit(maxAuditEventsPerStep)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    sourceId: row.source_id,
    at: row.at,
    action: row.action,
    actorId: row.actor_id,
    subjectId: row.subject_id ?? undefined,
    roomId: row.room_id,
    details: row.details as Readonly<Record<string, string>>,
  }));
}

export async function dropEvents(db: ChatDatabase, ids: readonly number[]): Promise<void> {
  await sql`delete from audit_outbox where id = any (${ids}::bigint[])`.execute(db);
}

export async function countWaitingEvents(db: ChatDatabase): Promise<number> {
  const row = await db
    .selectFrom("audit_outbox")
    .select((is) => is.fn.countAll<number>().as("waiting"))
    .executeTakeFirst();
  return row?.waiting ?? 0;
}
