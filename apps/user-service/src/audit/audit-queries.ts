import { type Kysely, sql } from "kysely";
import type { Schema } from "../db/schema.ts";
import type { AuditAction } from "./audit-action.ts";
import type { AuditEvent, NewAuditEvent } from "./audit-event.ts";

/** Answers how many were new: one whose `sourceId` is known already is left out. */
export async function insertAuditEvents(db: Kysely<Schema>, events: readonly NewAuditEvent[]): Promise<number> {
  if (events.length === 0) return 0;
  const result = await db
    .insertInto("audit_events")
    .values(
      events.map((event) => ({
        at: event.at,
        action: event.action,
        actor_id: event.actorId ?? null,
        subject_id: event.subjectId ?? null,
        room_id: event.roomId ?? null,
        address: event.address ?? null,
        details: JSON.stringify(event.details ?? {}),
        source_id: event.sourceId ?? null,
      })),
    )
    .onConflict((conflict) => conflict.column("source_id").doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0n);
}

export interface AuditFilter {
  readonly actorId: number | undefined;
  readonly subjectId: number | undefined;
  readonly roomId: number | undefined;
  readonly action: AuditAction | undefined;
}

/** The newest first, after a place in that order. */
export async function selectAuditEvents(
  db: Kysely<Schema>,
  wanted: AuditFilter & { after: { at: Date; id: number } | undefined; limit: number },
): Promise<AuditEvent[]> {
  const { actorId, subjectId, roomId, action, after } = wanted;
  const rows = await db
    .selectFrom("audit_events")
    .leftJoin("users as actor", "actor.id", "audit_events.actor_id")
    .leftJoin("users as subject", "subject.id", "audit_events.subject_id")
    .$if(actorId !== undefined, (query) => query.where("actor_id", "=", actorId ?? 0))
    .$if(subjectId !== undefined, (query) => query.where("subject_id", "=", subjectId ?? 0))
    .$if(roomId !== undefined, (query) => query.where("room_id", "=", roomId ?? 0))
    .$if(action !== undefined, (query) => query.where("action", "=", action ?? ""))
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(at, audit_events.id) < (${after?.at}::timestamptz, ${after?.id}::bigint)`),
    )
    .select(["audit_events.id", "at", "action", "actor_id", "subject_id", "room_id", "address", "details"])
    .select(["actor.username as actor_username", "actor.deleted_at as actor_deleted_at"])
    .select(["subject.username as subject_username", "subject.deleted_at as subject_deleted_at"])
    .orderBy("at", "desc")
    .orderBy("audit_events.id", "desc")
    .limit(wanted.limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    action: row.action,
    actorId: row.actor_id ?? undefined,
    actor: toNamed(row.actor_username, row.actor_deleted_at),
    subjectId: row.subject_id ?? undefined,
    subject: toNamed(row.subject_username, row.subject_deleted_at),
    roomId: row.room_id ?? undefined,
    address: row.address ?? undefined,
    details: row.details,
  }));
}

/** Answers how many rows went; rows that another instance is deleting are left to it. */
export async function deleteOldAuditEvents(
  db: Kysely<Schema>,
  { before, limit }: { before: Date; limit: number },
): Promise<number> {
  const result = await db
    .deleteFrom("audit_events")
    .where("id", "in", (query) =>
      query
        .selectFrom("audit_events")
        .select("id")
        .where("at", "<", before)
        .orderBy("at")
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

function toNamed(username: string | null, deletedAt: Date | null): AuditEvent["actor"] {
  return username === null ? undefined : { username, deleted: deletedAt !== null };
}
