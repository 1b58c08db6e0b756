import { generateKeyPairSync } from "node:crypto";
import { calculateJwkThumbprint } from "jose";
import type { Kysely } from "kysely";
import type { Schema } from "../db/schema.ts";
import { seal } from "./seal.ts";
import { insertSigningKey, type StoredSigningKey } from "./signing-key-queries.ts";

/** Adds a key that verifies from now on (on every instance within `signingKeyReloadMs`) and signs later. Answers its kid. */
export async function addSigningKey(
  db: Kysely<Schema>,
  secret: string,
  { now, signsFrom = now }: { readonly now: Date; readonly signsFrom?: Date },
): Promise<string> {
  const key = await makeSigningKey(secret);
  await insertSigningKey(db, { ...key, createdAt: now, signsFrom });
  return key.kid;
}

/** A new Ed25519 pair, its private half sealed under `secret` and its own `kid` (RFC 7638). */
async function makeSigningKey(secret: string): Promise<Pick<StoredSigningKey, "kid" | "publicX" | "sealedPrivateKey">> {
  const { d, x } = generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" });
  if (d === undefined || x === undefined) throw new Error("an Ed25519 key without its halves");
  const kid = await calculateJwkThumbprint({ kty: "OKP", crv: "Ed25519", x });
  return { kid, publicX: x, sealedPrivateKey: await seal(secret, kid, Buffer.from(d, "base64url")) };
}
