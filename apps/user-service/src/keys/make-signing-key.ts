import { generateKeyPairSync } from "node:crypto";
import { calculateJwkThumbprint } from "jose";
import { seal } from "./seal.ts";
import type { StoredSigningKey } from "./signing-key-queries.ts";

/** A new Ed25519 pair, its private half sealed under `secret` and its own `kid` (RFC 7638). */
export async function makeSigningKey(secret: string): Promise<StoredSigningKey> {
  const { d, x } = generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" });
  if (d === undefined || x === undefined) throw new Error("an Ed25519 key without its halves");
  const kid = await calculateJwkThumbprint({ kty: "OKP", crv: "Ed25519", x });
  return { kid, publicX: x, sealedPrivateKey: await seal(secret, kid, Buffer.from(d, "base64url")) };
}
