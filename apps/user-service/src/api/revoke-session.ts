import type { RevokeSessionRequest, RevokeSessionResponse } from "@hubbub/grpc-api/users";
import type { CallContext } from "@hubbub/service-runtime";
import { recordAuth } from "../events/record-auth.ts";
import { recordSessionEnd } from "../events/record-session-end.ts";
import { endSession } from "../sessions/session-queries.ts";
import { requireCaller } from "./require-caller.ts";
import type { Service } from "./service.ts";

/** A session of someone else stays; the answer is the same as for one that never was: there is no such session of yours. */
export async function revokeSession(
  service: Service,
  { id }: RevokeSessionRequest,
  call: CallContext,
): Promise<RevokeSessionResponse> {
  const { account } = await requireCaller(service, call);
  const session = { userId: account.id, sessionId: id, clientAddress: call.clientAddress };
  const ended = await endSession(service.db, { id, userId: account.id, now: service.clock() });
  recordSessionEnd(service, { reason: "revoked", sessions: ended ? 1 : 0, ...session });
  recordAuth(service, "revoke_session", "ok", session);
  return {};
}
