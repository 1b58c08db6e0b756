import type { Kysely } from "kysely";
import type { Schema } from "../db/schema.ts";

/** Answers how many rows went; rows that another instance is deleting are left to it. */
export async function deleteExpiredRefreshTokens(
  db: Kysely<Schema>,
  { now, limit }: { now: Date; limit: number },
): Promise<number> {
  const result = await db
    .deleteFrom("refresh_tokens")
    .where("token_hash", "in", (query) =>
      query
        .selectFrom("refresh_tokens")
        .select("token_hash")
        .where("expires_at", "<", now)
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** Likewise; a session's refresh tokens go with it. */
export async function deleteOverSessions(
  db: Kysely<Schema>,
  { now, endedBefore, limit }: { now: Date; endedBefore: Date; limit: number },
): Promise<number> {
  const result = await db
    .deleteFrom("sessions")
    .where("id", "in", (query) =>
      query
        .selectFrom("sessions")
        .select("id")
        .where((row) => row.or([row("expires_at", "<", now), row("ended_at", "<", endedBefore)]))
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}
