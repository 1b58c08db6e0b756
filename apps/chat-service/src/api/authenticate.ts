import { AppError } from "@hubbub/errors";
import type { CallContext } from "@hubbub/service-runtime";
import type { Identity } from "../identity/identity.ts";
import type { TokenVerifier } from "../identity/token-verifier.ts";

/** Who makes the call. Throws `unauthenticated`, `token_expired`, `unavailable`. */
export async function authenticate(verifier: Pick<TokenVerifier, "verify">, call: CallContext): Promise<Identity> {
  if (call.bearerToken === undefined) throw new AppError("unauthenticated");
  const identity = await verifier.verify(call.bearerToken);
  call.callerId = identity.userId;
  return identity;
}
