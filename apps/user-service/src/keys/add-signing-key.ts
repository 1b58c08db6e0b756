import { generateKeyPairSync } from "node:crypto";
import { calculateJwkThumbprint } from "jose";
import type { Kysely } from "kysely";
import type { Schema } from "../db/schema.ts";
import { seal } from "./seal.ts";
import { insertSigningKey, type StoredSigningKey } from "./signing-key-queries.ts";

/** Adds a key that signs from now on (on every instance within `signingKeyReloadMs`); the older ones go on verifying. */
export async function addSigningKey(db: Kysely<Schema>, secret: string, now: Date): Promise<string> {
  const key = await makeSigningKey(secret);
  await insertSigningKey(db, { ...key, createdAt: now });
  return key.kid;
}

/** A new Ed25519 pair, its private half sealed under `secret` and its own `kid` (RFC 7638). */
async function makeSigningKey(secret: string): Promise<StoredSigningKey> {
  const { d, x } = generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" });
  if (d === undefined || x === undefined) throw new Error("an Ed25519 key without its halves");
  const kid = await calculateJwkThumbprint({ kty: "OKP", crv: "Ed25519", x });
  return { kid, publicX: x, sealedPrivateKey: await seal(secret, kid, Buffer.from(d, "base64url")) };
}
