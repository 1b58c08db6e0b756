import { randomUUID } from "node:crypto";
import { AppError } from "@hubbub/errors";
import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify, SignJWT } from "jose";
import { uuidShape } from "../db/uuid-shape.ts";
import type { KeyRing } from "./key-ring.ts";

const issuer = "hubbub";
const audience = "hubbub";
/** Pinned: a token's own header never chooses how it is verified. */
const algorithm = "EdDSA";

/** What an access token says of its bearer. */
export interface AccessClaims {
  readonly userId: number;
  readonly username: string;
  readonly admin: boolean;
  readonly sessionId: string;
}

export interface SignedAccessToken {
  readonly token: string;
  readonly expiresAt: Date;
}

export async function signAccessToken(
  keys: KeyRing,
  claims: AccessClaims,
  life: { now: Date; accessTokenSeconds: number },
): Promise<SignedAccessToken> {
  const issuedAt = Math.floor(life.now.getTime() / 1000);
  const expiresAt = issuedAt + life.accessTokenSeconds;
  const { kid, privateKey } = await keys.toSign();
  const token = await new SignJWT({
    username: claims.username,
    ...(claims.admin ? { admin: true } : {}),
    sid: claims.sessionId,
  })
    .setProtectedHeader({ alg: algorithm, kid, typ: "JWT" })
    .setSubject(String(claims.userId))
    .setJti(randomUUID())
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(expiresAt)
    .sign(privateKey);
  return { token, expiresAt: new Date(expiresAt * 1000) };
}

/** Throws `token_expired` for a token that was right once, `unauthenticated` for everything else that is not. */
export async function verifyAccessToken(keys: KeyRing, token: string, now: Date): Promise<AccessClaims> {
  const publicKey = await keys.find(readKid(token));
  if (publicKey === undefined) throw notValid("unknown kid");
  try {
    const { payload } = await jwtVerify(token, publicKey, {
      algorithms: [algorithm],
      issuer,
      audience,
      requiredClaims: ["sub", "sid", "jti", "iat", "exp"],
      currentDate: now,
    });
    return toClaims(payload);
  } catch (cause) {
    if (cause instanceof errors.JWTExpired) throw new AppError("token_expired", undefined, { cause });
    throw notValid(cause);
  }
}

function readKid(token: string): string {
  try {
    const { kid } = decodeProtectedHeader(token);
    if (typeof kid === "string") return kid;
  } catch (cause) {
    throw notValid(cause);
  }
  throw notValid("no kid");
}

function toClaims({ sub, username, admin, sid }: JWTPayload & { username?: unknown; admin?: unknown; sid?: unknown }) {
  const userId = Number(sub);
  const fits = Number.isSafeInteger(userId) && typeof username === "string";
  if (!fits || typeof sid !== "string" || !uuidShape.test(sid)) throw new TypeError("claims of another shape");
  return { userId, username, admin: admin === true, sessionId: sid };
}

function notValid(cause: unknown): AppError {
  return new AppError("unauthenticated", "The access token is not valid", { cause });
}
