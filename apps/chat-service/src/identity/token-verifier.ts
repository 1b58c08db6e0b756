import { hash } from "node:crypto";
import { AppError } from "@hubbub/errors";
import { maxCachedTokens } from "../limits.ts";
import { BoundedCache, type CacheCounts } from "./bounded-cache.ts";
import type { Identity } from "./identity.ts";
import { readClaims } from "./read-claims.ts";
import { decodeObject, isSignedBy, parseSignedToken, type SignedToken } from "./signed-token.ts";
import type { Revocations } from "./revocations.ts";
import type { SigningKeys } from "./signing-keys.ts";

/**
 * Turns access tokens into identities without asking anybody: an EdDSA signature by a known key, `iss` and `aud` hubbub,
 * not expired, not revoked. Each token is verified once and remembered by its hash until it expires.
 */
export class TokenVerifier {
  readonly #keys: SigningKeys;
  readonly #revocations: Pick<Revocations, "assertGood">;
  readonly #nowMs: () => number;
  readonly #verified = new BoundedCache<string, Identity>(maxCachedTokens);

  constructor(keys: SigningKeys, revocations: Pick<Revocations, "assertGood">, nowMs: () => number = Date.now) {
    this.#keys = keys;
    this.#revocations = revocations;
    this.#nowMs = nowMs;
  }

  get lookups(): CacheCounts {
    return this.#verified;
  }

  get cachedTokens(): number {
    return this.#verified.size;
  }

  /** Throws `unauthenticated`, `token_expired`, or `unavailable` where the token's key cannot be had right now. */
  async verify(token: string): Promise<Identity> {
    const digest = hash("sha256", token, "base64");
    const known = this.#verified.get(digest);
    const identity = known === undefined ? await this.#check(token) : this.#unexpired(digest, known);
    if (known === undefined) this.#verified.set(digest, identity);
    this.#revocations.assertGood(identity);
    return identity;
  }

  #unexpired(digest: string, identity: Identity): Identity {
    if (identity.expiresAt.getTime() > this.#nowMs()) return identity;
    this.#verified.delete(digest);
    throw new AppError("token_expired");
  }

  async #check(token: string): Promise<Identity> {
    const signed = tryOrRefuse(() => parseSignedToken(token));
    const key = await this.#keyOf(signed);
    return tryOrRefuse(() => {
      if (!isSignedBy(signed, key)) throw new TypeError("signature");
      return readClaims(decodeObject(signed.payload), this.#nowMs());
    });
  }

  async #keyOf({ kid }: SignedToken) {
    const key = await this.#keys.find(kid);
    if (key === "unavailable") throw new AppError("unavailable", "Tokens cannot be checked right now");
    // It may have been retired, after a theft or a restore: whoever still has a session gets another token.
    if (key === "unknown")
      throw new AppError("token_expired", "The access token is not valid any more", { cause: kid });
    return key;
  }
}

function tryOrRefuse<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw error instanceof AppError ? error : notValid(error);
  }
}

function notValid(cause: unknown): AppError {
  return new AppError("unauthenticated", "The access token is not valid", { cause });
}
