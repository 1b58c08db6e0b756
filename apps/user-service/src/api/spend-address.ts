import type { CallContext } from "@hubbub/service-runtime";
import type { AuthMethod } from "../events/record-auth.ts";
import { callerAddress } from "./caller-address.ts";
import type { Service } from "./service.ts";
import { toAuthHandler } from "./to-handler.ts";

type AddressLimit = "registrations" | "refreshes";

/** What strangers may ask for, each address so often. */
const ofRpc: Readonly<Record<string, { readonly limit: AddressLimit; readonly method: AuthMethod }>> = {
  "hubbub.user.v1.UserService.Register": { limit: "registrations", method: "register" },
  "hubbub.user.v1.UserService.Refresh": { limit: "refreshes", method: "refresh" },
};

/**
 * Takes what an rpc costs the address that asks for it, before its body is read: over REST. Throws `rate_limited`, and
 * records it, for no handler will.
 */
export async function spendBeforeBody(service: Service, rpc: string, call: CallContext): Promise<void> {
  const spent = ofRpc[rpc];
  if (spent === undefined) return;
  const spend = () => service.fairUse.spend(callerAddress(call), { name: spent.limit });
  await toAuthHandler(service, spent.method, spend)(undefined, call);
}

/** The same over gRPC, where a handler gets its request whole. Throws `rate_limited`. */
export async function spendOverGrpc(service: Service, limit: AddressLimit, call: CallContext): Promise<void> {
  if (call.transport === "grpc") await service.fairUse.spend(callerAddress(call), { name: limit });
}
