import type { RevokeSessionRequest, RevokeSessionResponse } from "@hubbub/grpc-api/users";
import type { CallContext } from "@hubbub/service-runtime";
import { insertAuditEvents } from "../audit/audit-queries.ts";
import { recordAuth } from "../events/record-auth.ts";
import { recordSessionEnd } from "../events/record-session-end.ts";
import { endSession } from "../sessions/session-queries.ts";
import { sessionsEnded } from "./sessions-ended.ts";
import { requireCaller } from "./require-caller.ts";
import type { Service } from "./service.ts";

/** A session of someone else stays; the answer is the same as for one that never was: there is no such session of yours. */
export async function revokeSession(
  service: Service,
  { id }: RevokeSessionRequest,
  call: CallContext,
): Promise<RevokeSessionResponse> {
  const { account } = await requireCaller(service, call);
  const { id: userId } = account;
  const { clientAddress } = call;
  const session = { userId, sessionId: id, clientAddress };
  const now = service.clock();
  const ended = await service.db.transaction().execute(async (trx) => {
    const ended = await endSession(trx, { id, userId, now, because: "revoked" });
    await insertAuditEvents(trx, sessionsEnded({ userId, sessions: ended ? 1 : 0, at: now, address: clientAddress }));
    return ended;
  });
  recordSessionEnd(service, { reason: "revoked", sessions: ended ? 1 : 0, ...session });
  recordAuth(service, "revoke_session", "ok", session);
  return {};
}
