import { type Kysely, type Selectable, sql } from "kysely";
import type { Schema } from "../db/schema.ts";
import { maxSessionsPerAccount } from "../limits.ts";
import type { SessionEndReason } from "./session-end-reason.ts";
import type { SessionClient } from "./session-client.ts";

export interface Session extends SessionClient {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
}

export interface NewSession extends SessionClient {
  readonly id: string;
  readonly userId: number;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export async function insertSession(db: Kysely<Schema>, session: NewSession): Promise<void> {
  await db
    .insertInto("sessions")
    .values({
      id: session.id,
      user_id: session.userId,
      created_at: session.createdAt,
      last_used_at: session.createdAt,
      expires_at: session.expiresAt,
      ended_at: null,
      user_agent: session.userAgent,
      ip: session.ip,
    })
    .execute();
}

export async function touchSession(
  db: Kysely<Schema>,
  session: SessionClient & { id: string; lastUsedAt: Date; expiresAt: Date },
): Promise<void> {
  await db
    .updateTable("sessions")
    .set({
      last_used_at: session.lastUsedAt,
      expires_at: session.expiresAt,
      user_agent: session.userAgent,
      ip: session.ip,
    })
    .where("id", "=", session.id)
    .execute();
}

/** Whether it is a session of this account that has neither ended nor expired. */
export async function isSessionAlive(
  db: Kysely<Schema>,
  session: { id: string; userId: number; now: Date },
): Promise<boolean> {
  const row = await liveSessions(db, session.userId, session.now)
    .where("id", "=", session.id)
    .select("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** An account's live sessions, the newest first, after a place in that order. */
export async function selectSessions(
  db: Kysely<Schema>,
  wanted: { userId: number; now: Date; after: { createdAt: Date; id: string } | undefined; limit: number },
): Promise<Session[]> {
  const { after } = wanted;
  const rows = await liveSessions(db, wanted.userId, wanted.now)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(created_at, id) < (${after?.createdAt}::timestamptz, ${after?.id}::uuid)`),
    )
    .select(["id", "created_at", "last_used_at", "user_agent", "ip"])
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(wanted.limit)
    .execute();
  return rows.map(toSession);
}

export interface ExportedSession extends Session {
  readonly expiresAt: Date;
  readonly endedAt: Date | undefined;
}

/** All that are remembered, the newest first; of more than an account may have the newest. */
export async function selectSessionsToExport(db: Kysely<Schema>, userId: number): Promise<ExportedSession[]> {
  const rows = await db
    .selectFrom("sessions")
    .select(["id", "created_at", "last_used_at", "expires_at", "ended_at", "user_agent", "ip"])
    .where("user_id", "=", userId)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(maxSessionsPerAccount)
    .execute();
  return rows.map((row) => ({
    ...toSession(row),
    expiresAt: row.expires_at,
    endedAt: row.ended_at ?? undefined,
  }));
}

/** Whether it was live until now. `userId` undefined: whosever it is. */
export async function endSession(
  db: Kysely<Schema>,
  session: { id: string; userId: number | undefined; now: Date; because: SessionEndReason },
): Promise<boolean> {
  const { userId } = session;
  const result = await db
    .updateTable("sessions")
    .set({ ended_at: session.now, ended_because: session.because })
    .where("id", "=", session.id)
    .where("ended_at", "is", null)
    .$if(userId !== undefined, (query) => query.where("user_id", "=", userId ?? 0))
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Ends all live sessions of an account but one; answers how many they were. */
export async function endOtherSessions(
  db: Kysely<Schema>,
  sessions: { userId: number; exceptId: string; now: Date; because: SessionEndReason },
): Promise<number> {
  const result = await db
    .updateTable("sessions")
    .set({ ended_at: sessions.now, ended_because: sessions.because })
    .where("user_id", "=", sessions.userId)
    .where("id", "!=", sessions.exceptId)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Answers how many they were. */
export async function endAllSessions(
  db: Kysely<Schema>,
  sessions: { userId: number; now: Date; because: SessionEndReason },
): Promise<number> {
  const result = await db
    .updateTable("sessions")
    .set({ ended_at: sessions.now, ended_because: sessions.because })
    .where("user_id", "=", sessions.userId)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Ends the oldest live sessions of an account beyond `keep`. */
export async function endSurplusSessions(
  db: Kysely<Schema>,
  sessions: { userId: number; keep: number; now: Date },
): Promise<void> {
  await db
    .updateTable("sessions")
    .set({ ended_at: sessions.now, ended_because: "surplus" satisfies SessionEndReason })
    .where("id", "in", (query) =>
      query
        .selectFrom("sessions")
        .select("id")
        .where("user_id", "=", sessions.userId)
        .where("ended_at", "is", null)
        .orderBy("created_at", "desc")
        .orderBy("id", "desc")
        .offset(sessions.keep),
    )
    .execute();
}

function liveSessions(db: Kysely<Schema>, userId: number, now: Date) {
  return db
    .selectFrom("sessions")
    .where("user_id", "=", userId)
    .where("ended_at", "is", null)
    .where("expires_at", ">", now);
}

function toSession(
  row: Pick<Selectable<Schema["sessions"]>, "id" | "created_at" | "last_used_at" | "user_agent" | "ip">,
): Session {
  return {
    id: row.id,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    userAgent: row.user_agent,
    ip: row.ip,
  };
}
