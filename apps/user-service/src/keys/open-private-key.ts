import { createPrivateKey, type KeyObject } from "node:crypto";
import { unseal } from "./seal.ts";
import type { StoredSigningKey } from "./signing-key-queries.ts";

/** Slow (50 ms). Throws where the secret is not the one that the key was sealed with. */
export async function openPrivateKey(
  key: Pick<StoredSigningKey, "kid" | "publicX" | "sealedPrivateKey">,
  secret: string,
): Promise<KeyObject> {
  const d = await unseal(secret, key.kid, key.sealedPrivateKey);
  if (d === undefined) {
    throw new Error(
      `SIGNING_KEY_SECRET is not the one that signing key ${key.kid} in the database was encrypted with. ` +
        "Give the former secret, or retire the key (update signing_keys set retired_at = now()): everyone gets new tokens then",
    );
  }
  return createPrivateKey({ key: { ...publicJwk(key), d: d.toString("base64url") }, format: "jwk" });
}

/** RFC 8037. */
export function publicJwk({ publicX }: Pick<StoredSigningKey, "publicX">) {
  return { kty: "OKP", crv: "Ed25519", x: publicX };
}
