import { tokenUse } from "@hubbub/grpc-api/token-use";
import type { CallContext } from "@hubbub/service-runtime";
import type { Service } from "./service.ts";
import { spendBeforeBody } from "./spend-address.ts";
import { verifyBearer } from "./verify-bearer.ts";

/**
 * What a request must pass before its body is read: its address' limit, and a token that it needs is one of ours and has not
 * expired. That its session lives is for the handler to see.
 */
export async function beforeBody(service: Service, rpc: string, call: CallContext): Promise<void> {
  await spendBeforeBody(service, rpc, call);
  if (tokenUse(rpc) === "needed") await verifyBearer(service, call);
}
