import type { Kysely } from "kysely";
import type { Schema } from "../db/schema.ts";

/** A refresh token with what counts of its session and account, read under the session's lock. */
export interface LockedRefreshToken {
  readonly sessionId: string;
  readonly userId: number;
  readonly userDisabled: boolean;
  readonly expiresAt: Date;
  readonly rotatedAt: Date | undefined;
  readonly successors: number;
  readonly sessionEnded: boolean;
}

export async function insertRefreshToken(
  db: Kysely<Schema>,
  token: { hash: Buffer; sessionId: string; createdAt: Date; expiresAt: Date },
): Promise<void> {
  await db
    .insertInto("refresh_tokens")
    .values({
      token_hash: token.hash,
      session_id: token.sessionId,
      created_at: token.createdAt,
      expires_at: token.expiresAt,
      rotated_at: null,
    })
    .execute();
}

export async function selectSessionOfRefreshToken(
  db: Kysely<Schema>,
  hash: Buffer,
): Promise<{ sessionId: string; userId: number } | undefined> {
  const row = await db
    .selectFrom("refresh_tokens")
    .innerJoin("sessions", "sessions.id", "refresh_tokens.session_id")
    .select(["sessions.id", "sessions.user_id"])
    .where("token_hash", "=", hash)
    .executeTakeFirst();
  return row && { sessionId: row.id, userId: row.user_id };
}

/** Locks the token's session first and reads then, in a statement of its own: the lock's snapshot is from before it. */
export async function lockRefreshToken(trx: Kysely<Schema>, hash: Buffer): Promise<LockedRefreshToken | undefined> {
  await trx
    .selectFrom("sessions")
    .select("id")
    .where("id", "=", (query) => query.selectFrom("refresh_tokens").select("session_id").where("token_hash", "=", hash))
    .forUpdate()
    .execute();
  const row = await trx
    .selectFrom("refresh_tokens")
    .innerJoin("sessions", "sessions.id", "refresh_tokens.session_id")
    .innerJoin("users", "users.id", "sessions.user_id")
    .where("token_hash", "=", hash)
    .select(["session_id", "refresh_tokens.expires_at", "rotated_at", "successors"])
    .select(["user_id", "ended_at", "disabled_at"])
    .executeTakeFirst();
  return (
    row && {
      sessionId: row.session_id,
      userId: row.user_id,
      userDisabled: row.disabled_at !== null,
      expiresAt: row.expires_at,
      rotatedAt: row.rotated_at ?? undefined,
      successors: row.successors,
      sessionEnded: row.ended_at !== null,
    }
  );
}

/** Keeps the time of the first rotation: the grace for a second use counts from there. */
export async function markRotated(
  trx: Kysely<Schema>,
  token: { hash: Buffer; rotatedAt: Date; forgetAt: Date },
): Promise<void> {
  await trx
    .updateTable("refresh_tokens")
    .set((row) => ({
      rotated_at: row.fn.coalesce("rotated_at", row.val(token.rotatedAt)),
      successors: row("successors", "+", 1),
      expires_at: row.fn<Date>("least", ["expires_at", row.val(token.forgetAt)]),
    }))
    .where("token_hash", "=", token.hash)
    .execute();
}
