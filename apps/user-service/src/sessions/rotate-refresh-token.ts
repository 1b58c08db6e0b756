import type { Kysely } from "kysely";
import { insertAuditEvents } from "../audit/audit-queries.ts";
import type { Schema } from "../db/schema.ts";
import { maxRefreshSuccessors, refreshReuseGraceMs, rotatedTokenMemoryMs } from "../limits.ts";
import { makeRefreshToken, type RefreshToken } from "./refresh-token.ts";
import {
  forgetLater,
  insertRefreshToken,
  type LockedRefreshToken,
  lockRefreshToken,
  markRotated,
  replaceSuccessors,
} from "./refresh-token-queries.ts";
import type { SessionClient } from "./session-client.ts";
import { endSession, touchSession } from "./session-queries.ts";

export type Rotation =
  | {
      readonly outcome: "rotated";
      readonly sessionId: string;
      readonly userId: number;
      readonly refreshToken: string;
    }
  /** Used again when it should have been given up: someone else has it too. Its session has just been ended. */
  | { readonly outcome: "reused"; readonly sessionId: string; readonly userId: number }
  /** `because` is undefined where an earlier release ended it. */
  | { readonly outcome: "ended"; readonly because: string | undefined }
  | { readonly outcome: "unknown" | "expired" | "disabled" | "crowded" };

/**
 * Takes a refresh token and gives its successor in the same session. A rotated one still gets a successor for
 * `refreshReuseGraceMs`, and after that as long as none of its successors was used, for the answer may have been lost; then
 * its use ends the session. Answers rather than throws, so that this end is committed.
 */
export function rotateRefreshToken(db: Kysely<Schema>, { hash }: RefreshToken, use: Use): Promise<Rotation> {
  return db.transaction().execute(async (trx): Promise<Rotation> => {
    const token = await lockRefreshToken(trx, { hash, newSince: graceStart(use) });
    if (token === undefined) return { outcome: "unknown" };
    const { sessionId, userId } = token;
    const verdict = judge(token, use);
    if (verdict === "reused") {
      await endSession(trx, { id: sessionId, userId, now: use.now, because: "reused" });
      // Whose doing it was nobody knows.
      const of = { subjectId: userId, address: use.client.ip, details: { reason: "reused", sessions: "1" } };
      await insertAuditEvents(trx, [{ at: use.now, action: "sessions_ended", ...of }]);
      return { outcome: "reused", sessionId, userId };
    }
    if (verdict === "ended") return { outcome: "ended", because: token.endedBecause };
    if (verdict !== "rotated") return { outcome: verdict };
    const successor = await giveSuccessor(trx, hash, token, use);
    return { outcome: "rotated", sessionId, userId, refreshToken: successor.text };
  });
}

interface Use {
  readonly client: SessionClient;
  readonly now: Date;
  readonly refreshTokenMs: number;
}

function judge(token: LockedRefreshToken, use: Use): Exclude<Rotation["outcome"], "unknown"> {
  if (token.userDisabled) return "disabled";
  if (token.sessionEnded) return "ended";
  if (isGivenUp(token, use)) return "reused";
  if (token.expiresAt <= use.now) return "expired";
  return token.newSuccessors >= maxRefreshSuccessors ? "crowded" : "rotated";
}

/** A successor that is not known was given by an earlier release, which notes no predecessors: it may have been used. */
function isGivenUp(token: LockedRefreshToken, use: Use): boolean {
  return token.replacedAt !== undefined || (isPastGrace(token, use) && token.successorUsed !== false);
}

function isPastGrace({ rotatedAt }: LockedRefreshToken, use: Use): boolean {
  return rotatedAt !== undefined && rotatedAt < graceStart(use);
}

function graceStart({ now }: Use): Date {
  return new Date(now.getTime() - refreshReuseGraceMs);
}

async function giveSuccessor(
  trx: Kysely<Schema>,
  hash: Buffer,
  token: LockedRefreshToken,
  use: Use,
): Promise<RefreshToken> {
  const { client, now } = use;
  const { sessionId, predecessor } = token;
  const successor = makeRefreshToken();
  const expiresAt = new Date(now.getTime() + use.refreshTokenMs);
  const forgetAt = new Date(now.getTime() + rotatedTokenMemoryMs);
  // Nobody has an earlier one if its answer was lost. If somebody has, one of the two is a thief, and both must not go on.
  if (isPastGrace(token, use)) {
    await replaceSuccessors(trx, { hash, sessionId, newSince: graceStart(use), replacedAt: now, forgetAt });
  }
  // As good as its successor, until that is used.
  await markRotated(trx, { hash, rotatedAt: now, keepUntil: token.successorUsed === true ? undefined : expiresAt });
  if (predecessor !== undefined) await forgetLater(trx, { hash: predecessor, forgetAt });
  await insertRefreshToken(trx, { hash: successor.hash, sessionId, predecessor: hash, createdAt: now, expiresAt });
  await touchSession(trx, { ...client, id: sessionId, lastUsedAt: now, expiresAt });
  return successor;
}
