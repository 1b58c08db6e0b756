import { createHash } from "node:crypto";
import { AppError } from "@hubbub/errors";
import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from "jose";
import { maxCachedTokens } from "../limits.ts";
import { BoundedCache } from "./bounded-cache.ts";
import type { Identity } from "./identity.ts";
import type { SigningKeys } from "./signing-keys.ts";

const issuer = "hubbub";
const audience = "hubbub";

/**
 * Turns access tokens into identities without asking anybody: an EdDSA signature by a known key, `iss` and `aud` hubbub,
 * not expired. Each token is verified once and remembered by its hash until it expires.
 */
export class TokenVerifier {
  readonly #keys: SigningKeys;
  readonly #nowMs: () => number;
  readonly #verified = new BoundedCache<string, Identity>(maxCachedTokens);

  constructor(keys: SigningKeys, nowMs: () => number = Date.now) {
    this.#keys = keys;
    this.#nowMs = nowMs;
  }

  get cachedTokens(): number {
    return this.#verified.size;
  }

  /** Throws `unauthenticated`, `token_expired`, or `unavailable` where the token's key cannot be had right now. */
  async verify(token: string): Promise<Identity> {
    const hash = createHash("sha256").update(token).digest("base64");
    const known = this.#verified.get(hash);
    if (known !== undefined) return this.#unexpired(hash, known);
    const identity = await this.#check(token);
    this.#verified.set(hash, identity);
    return identity;
  }

  #unexpired(hash: string, identity: Identity): Identity {
    if (identity.expiresAt.getTime() > this.#nowMs()) return identity;
    this.#verified.delete(hash);
    throw new AppError("token_expired");
  }

  async #check(token: string): Promise<Identity> {
    const key = await this.#keyOf(token);
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: ["EdDSA"],
        issuer,
        audience,
        requiredClaims: ["sub", "exp", "sid"],
        currentDate: new Date(this.#nowMs()),
      });
      return toIdentity(payload);
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw new AppError("token_expired", undefined, { cause: error });
      throw notValid(error);
    }
  }

  async #keyOf(token: string) {
    const key = await this.#keys.find(readKid(token));
    if (key === "unavailable") throw new AppError("unavailable", "Tokens cannot be checked right now");
    if (key === "unknown") throw notValid("unknown kid");
    return key;
  }
}

function readKid(token: string): string {
  try {
    const { alg, kid } = decodeProtectedHeader(token);
    if (alg === "EdDSA" && typeof kid === "string") return kid;
  } catch (error) {
    throw notValid(error);
  }
  throw notValid("alg or kid");
}

function toIdentity(payload: JWTPayload): Identity {
  const userId = Number(payload.sub);
  const { username, sid, iat, exp } = payload;
  if (!Number.isSafeInteger(userId) || userId < 1) throw new TypeError("sub is no user id");
  if (typeof username !== "string" || typeof sid !== "string" || iat === undefined || exp === undefined) {
    throw new TypeError("claims");
  }
  return {
    userId,
    username,
    serverAdmin: payload["admin"] === true,
    sessionId: sid,
    issuedAt: new Date(iat * 1000),
    expiresAt: new Date(exp * 1000),
  };
}

function notValid(cause: unknown): AppError {
  return new AppError("unauthenticated", "The access token is not valid", { cause });
}
