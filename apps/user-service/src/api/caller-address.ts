import { addressSubject, type Subject } from "@hubbub/rate-limits";
import type { CallContext } from "@hubbub/service-runtime";
import { toSessionClient } from "../sessions/to-session-client.ts";

/** Whose share of an address' limits a call takes. */
export function callerAddress(call: CallContext): Subject {
  return addressSubject(toSessionClient(call).ip);
}
