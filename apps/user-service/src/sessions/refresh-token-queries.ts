import { type Kysely, sql } from "kysely";
import type { Schema } from "../db/schema.ts";

/** A refresh token with what counts of its session and account, read under the session's lock. */
export interface LockedRefreshToken {
  readonly sessionId: string;
  readonly userId: number;
  readonly userDisabled: boolean;
  readonly expiresAt: Date;
  readonly rotatedAt: Date | undefined;
  readonly replacedAt: Date | undefined;
  readonly predecessor: Buffer | undefined;
  /** Whether one of its successors was rotated itself; undefined where none is known, as of an earlier release. */
  readonly successorUsed: boolean | undefined;
  readonly newSuccessors: number;
  readonly sessionEnded: boolean;
  /** A SessionEndReason; undefined of sessions that an earlier release ended. */
  readonly endedBecause: string | undefined;
}

export async function insertRefreshToken(
  db: Kysely<Schema>,
  token: { hash: Buffer; sessionId: string; predecessor: Buffer | undefined; createdAt: Date; expiresAt: Date },
): Promise<void> {
  await db
    .insertInto("refresh_tokens")
    .values({
      token_hash: token.hash,
      session_id: token.sessionId,
      predecessor: token.predecessor ?? null,
      created_at: token.createdAt,
      expires_at: token.expiresAt,
      rotated_at: null,
      replaced_at: null,
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

/**
 * Locks the token's session first and reads then, in a statement of its own: the lock's snapshot is from before it. A successor
 * is new since `newSince`.
 */
export async function lockRefreshToken(
  trx: Kysely<Schema>,
  { hash, newSince }: { hash: Buffer; newSince: Date },
): Promise<LockedRefreshToken | undefined> {
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
    // By the session, which has an index, and some hundred tokens.
    .innerJoinLateral(
      (query) =>
        query
          .selectFrom("refresh_tokens as successor")
          .whereRef("successor.session_id", "=", "refresh_tokens.session_id")
          .whereRef("successor.predecessor", "=", "refresh_tokens.token_hash")
          .select([
            sql<boolean | null>`bool_or(successor.rotated_at is not null)`.as("used"),
            sql<number>`count(*) filter (where successor.created_at >= ${newSince})`.as("new"),
          ])
          .as("given"),
      (join) => join.onTrue(),
    )
    .where("token_hash", "=", hash)
    .select(["session_id", "refresh_tokens.expires_at", "rotated_at", "replaced_at", "predecessor"])
    .select(["user_id", "ended_at", "ended_because", "disabled_at", "given.used", "given.new"])
    .executeTakeFirst();
  return (
    row && {
      sessionId: row.session_id,
      userId: row.user_id,
      userDisabled: row.disabled_at !== null,
      expiresAt: row.expires_at,
      rotatedAt: row.rotated_at ?? undefined,
      replacedAt: row.replaced_at ?? undefined,
      predecessor: row.predecessor ?? undefined,
      successorUsed: row.used ?? undefined,
      newSuccessors: row.new,
      sessionEnded: row.ended_at !== null,
      endedBecause: row.ended_because ?? undefined,
    }
  );
}

/** Keeps the time of the first rotation: the grace for a second use counts from there. `keepUntil`: at least. */
export async function markRotated(
  trx: Kysely<Schema>,
  token: { hash: Buffer; rotatedAt: Date; keepUntil: Date | undefined },
): Promise<void> {
  await trx
    .updateTable("refresh_tokens")
    .set((row) => ({
      rotated_at: row.fn.coalesce("rotated_at", row.val(token.rotatedAt)),
      successors: row("successors", "+", 1),
    }))
    .$if(token.keepUntil !== undefined, (update) =>
      update.set((row) => ({ expires_at: row.fn<Date>("greatest", ["expires_at", row.val(token.keepUntil)]) })),
    )
    .where("token_hash", "=", token.hash)
    .execute();
}

/** A token whose successor was used is remembered so long, and no longer. */
export async function forgetLater(trx: Kysely<Schema>, token: { hash: Buffer; forgetAt: Date }): Promise<void> {
  await trx
    .updateTable("refresh_tokens")
    .set((row) => ({ expires_at: row.fn<Date>("least", ["expires_at", row.val(token.forgetAt)]) }))
    .where("token_hash", "=", token.hash)
    .execute();
}

/** Those successors of a token that nobody has used make way for another one, but for the new ones. */
export async function replaceSuccessors(
  trx: Kysely<Schema>,
  of: { hash: Buffer; sessionId: string; newSince: Date; replacedAt: Date; forgetAt: Date },
): Promise<void> {
  await trx
    .updateTable("refresh_tokens")
    .set((row) => ({
      replaced_at: of.replacedAt,
      expires_at: row.fn<Date>("least", ["expires_at", row.val(of.forgetAt)]),
    }))
    .where("session_id", "=", of.sessionId)
    .where("predecessor", "=", of.hash)
    .where("created_at", "<", of.newSince)
    .where("rotated_at", "is", null)
    .where("replaced_at", "is", null)
    .execute();
}
