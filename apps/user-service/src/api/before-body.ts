import { tokenUse } from "@hubbub/grpc-api/token-use";
import type { CallContext } from "@hubbub/service-runtime";
import { verifyAccessToken } from "../keys/access-token.ts";
import type { Service } from "./service.ts";

/**
 * What a request must pass before its body is read: a token that it needs is one of ours and has not expired. That its session
 * lives is for the handler to see.
 */
export async function beforeBody({ keys, clock }: Service, rpc: string, { bearerToken }: CallContext): Promise<void> {
  if (tokenUse(rpc) === "needed" && bearerToken !== undefined) await verifyAccessToken(keys, bearerToken, clock());
}
