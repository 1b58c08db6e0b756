import type { Kysely } from "kysely";
import type { Schema } from "../db/schema.ts";
import { maxRefreshSuccessors, refreshReuseGraceMs, rotatedTokenMemoryMs } from "../limits.ts";
import { makeRefreshToken, type RefreshToken } from "./refresh-token.ts";
import { insertRefreshToken, type LockedRefreshToken, lockRefreshToken, markRotated } from "./refresh-token-queries.ts";
import type { SessionClient } from "./session-client.ts";
import { endSession, touchSession } from "./session-queries.ts";

export type Rotation =
  | {
      readonly outcome: "rotated";
      readonly sessionId: string;
      readonly userId: number;
      readonly refreshToken: string;
    }
  /** Used again after its grace: someone else has it too. Its session has just been ended. */
  | { readonly outcome: "reused"; readonly sessionId: string; readonly userId: number }
  | { readonly outcome: "unknown" | "ended" | "expired" | "disabled" | "crowded" };

/**
 * Takes a refresh token and gives its successor in the same session. A rotated one still gets a successor for
 * `refreshReuseGraceMs`; after that its use ends the session. Answers rather than throws, so that this end is committed.
 */
export function rotateRefreshToken(
  db: Kysely<Schema>,
  token: RefreshToken,
  use: { client: SessionClient; now: Date; refreshTokenMs: number },
): Promise<Rotation> {
  return db.transaction().execute(async (trx): Promise<Rotation> => {
    const locked = await lockRefreshToken(trx, token.hash);
    if (locked === undefined) return { outcome: "unknown" };
    const { sessionId, userId } = locked;
    const verdict = judge(locked, use.now);
    if (verdict === "reused") {
      await endSession(trx, { id: sessionId, userId, now: use.now });
      return { outcome: "reused", sessionId, userId };
    }
    if (verdict !== "rotated") return { outcome: verdict };
    const successor = makeRefreshToken();
    const expiresAt = new Date(use.now.getTime() + use.refreshTokenMs);
    const forgetAt = new Date(use.now.getTime() + rotatedTokenMemoryMs);
    await markRotated(trx, { hash: token.hash, rotatedAt: use.now, forgetAt });
    await insertRefreshToken(trx, { hash: successor.hash, sessionId, createdAt: use.now, expiresAt });
    await touchSession(trx, { ...use.client, id: sessionId, lastUsedAt: use.now, expiresAt });
    return { outcome: "rotated", sessionId, userId, refreshToken: successor.text };
  });
}

function judge(token: LockedRefreshToken, now: Date): Exclude<Rotation["outcome"], "unknown"> {
  if (token.sessionEnded) return "ended";
  const inGrace = token.rotatedAt !== undefined && now.getTime() - token.rotatedAt.getTime() <= refreshReuseGraceMs;
  if (token.rotatedAt !== undefined && !inGrace) return "reused";
  if (token.expiresAt <= now) return "expired";
  if (token.userDisabled) return "disabled";
  return token.successors >= maxRefreshSuccessors ? "crowded" : "rotated";
}
