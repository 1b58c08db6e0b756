import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import type { Schema } from "../db/schema.ts";
import { maxSessionsPerAccount } from "../limits.ts";
import { makeRefreshToken } from "./refresh-token.ts";
import { insertRefreshToken } from "./refresh-token-queries.ts";
import type { SessionClient } from "./session-client.ts";
import { endSurplusSessions, insertSession } from "./session-queries.ts";

export interface OpenedSession {
  readonly sessionId: string;
  readonly refreshToken: string;
}

/** A new session of an account with its first refresh token; needs a transaction. */
export async function openSession(
  trx: Kysely<Schema>,
  session: { userId: number; client: SessionClient; now: Date; refreshTokenMs: number },
): Promise<OpenedSession> {
  const { userId, client, now } = session;
  const id = randomUUID();
  const expiresAt = new Date(now.getTime() + session.refreshTokenMs);
  const refreshToken = makeRefreshToken();
  await insertSession(trx, { ...client, id, userId, createdAt: now, expiresAt });
  await insertRefreshToken(trx, {
    hash: refreshToken.hash,
    sessionId: id,
    predecessor: undefined,
    createdAt: now,
    expiresAt,
  });
  await endSurplusSessions(trx, { userId, keep: maxSessionsPerAccount, now });
  return { sessionId: id, refreshToken: refreshToken.text };
}
