import type { Kysely } from "kysely";
import { inBatches } from "../db/in-batches.ts";
import type { Schema } from "../db/schema.ts";
import { endedSessionMemoryMs } from "../limits.ts";
import { deleteExpiredRefreshTokens, deleteOverSessions } from "./cleaning-queries.ts";

export interface Cleaned {
  readonly sessions: number;
  readonly refreshTokens: number;
}

/** Deletes what expired or ended long ago, in batches that lock little; several instances may do it at once. */
export async function cleanExpired(db: Kysely<Schema>, now: Date): Promise<Cleaned> {
  const endedBefore = new Date(now.getTime() - endedSessionMemoryMs);
  const refreshTokens = await inBatches((limit) => deleteExpiredRefreshTokens(db, { now, limit }));
  const sessions = await inBatches((limit) => deleteOverSessions(db, { now, endedBefore, limit }));
  return { sessions, refreshTokens };
}
