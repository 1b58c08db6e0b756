import { AppError } from "@hubbub/errors";
import type { Identity } from "./identity.ts";

const issuer = "hubbub";
const audience = "hubbub";

/** Who an access token speaks for. Throws `token_expired`, or a TypeError where it is not one of hubbub's. */
export function readClaims(claims: Readonly<Record<string, unknown>>, nowMs: number): Identity {
  const { iss, aud, sub, sid, username, admin, iat, exp, nbf } = claims;
  const userId = Number(sub);
  if (iss !== issuer) throw new TypeError("iss");
  if (aud !== audience && !(Array.isArray(aud) && aud.includes(audience))) throw new TypeError("aud");
  if (typeof sid !== "string" || typeof username !== "string") throw new TypeError("sid or username");
  if (!isTime(iat) || !isTime(exp)) throw new TypeError("iat or exp");
  // RFC 7519 counts in seconds.
  const now = Math.floor(nowMs / 1000);
  if (nbf !== undefined && !(isTime(nbf) && nbf <= now)) throw new TypeError("nbf");
  if (exp <= now) throw new AppError("token_expired");
  if (!Number.isSafeInteger(userId) || userId < 1) throw new TypeError("sub is no user id");
  return {
    userId,
    username,
    serverAdmin: admin === true,
    sessionId: sid,
    issuedAt: new Date(iat * 1000),
    expiresAt: new Date(exp * 1000),
  };
}

function isTime(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
