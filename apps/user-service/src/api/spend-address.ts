import type { CallContext } from "@hubbub/service-runtime";
import type { AuthMethod } from "../events/record-auth.ts";
import { callerAddress } from "./caller-address.ts";
import type { Service } from "./service.ts";
import { toAuthHandler } from "./to-handler.ts";

/** What strangers may ask for with a refresh token that they may have made up: one share of an address. */
const ofRpc: Readonly<Record<string, AuthMethod>> = {
  "hubbub.user.v1.UserService.Refresh": "refresh",
  "hubbub.user.v1.UserService.Logout": "logout",
};

/**
 * Takes what an rpc costs the address that asks for it, before its body is read: over REST. Throws `rate_limited`, and
 * records it, for no handler will.
 */
export async function spendBeforeBody(service: Service, rpc: string, call: CallContext): Promise<void> {
  const method = ofRpc[rpc];
  if (method !== undefined) await toAuthHandler(service, method, spend)(undefined, call);
}

/** The same over gRPC, where a handler gets its request whole. Throws `rate_limited`. */
export async function spendOverGrpc(service: Service, call: CallContext): Promise<void> {
  if (call.transport === "grpc") await spend(service, undefined, call);
}

async function spend({ fairUse }: Service, _: undefined, call: CallContext): Promise<void> {
  await fairUse.spend(callerAddress(call), { name: "refreshes" });
}
