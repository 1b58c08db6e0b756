import type { Jwks } from "@hubbub/grpc-api/users";
import type { Service } from "./service.ts";

/** The public keys as RFC 7517 and RFC 8037 write them. */
export function getJwks({ keys }: Service): Promise<Jwks> {
  const jwks = keys.listed.map(({ kid, x }) => ({ kty: "OKP", crv: "Ed25519", x, kid, alg: "EdDSA", use: "sig" }));
  return Promise.resolve({ keys: jwks });
}
