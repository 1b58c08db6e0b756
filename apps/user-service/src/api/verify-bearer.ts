import { AppError } from "@hubbub/errors";
import type { CallContext } from "@hubbub/service-runtime";
import { type AccessClaims, verifyAccessToken } from "../keys/access-token.ts";
import type { Service } from "./service.ts";

/** By call: what is verified before a body is read, its handler need not verify again. */
const verified = new WeakMap<CallContext, AccessClaims>();

/** What a call's token says. Throws `unauthenticated` without a good one, `token_expired`. */
export async function verifyBearer({ keys, clock }: Service, call: CallContext): Promise<AccessClaims> {
  const known = verified.get(call);
  if (known !== undefined) return known;
  if (call.bearerToken === undefined) throw new AppError("unauthenticated");
  const claims = await verifyAccessToken(keys, call.bearerToken, clock());
  verified.set(call, claims);
  call.callerId = claims.userId;
  return claims;
}
