import { createHash, randomBytes } from "node:crypto";

export interface RefreshToken {
  /** What the client holds; stored nowhere. */
  readonly text: string;
  /** What is stored. */
  readonly hash: Buffer;
}

/** 256 random bits: there is nothing to guess, so a plain hash keeps them. */
export function makeRefreshToken(): RefreshToken {
  const text = randomBytes(32).toString("base64url");
  return { text, hash: hash(text) };
}

/** A refresh token as a client sent it; undefined for a text that cannot be one. */
export function readRefreshToken(text: string): RefreshToken | undefined {
  return /^[A-Za-z0-9_-]{43}$/.test(text) ? { text, hash: hash(text) } : undefined;
}

function hash(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
