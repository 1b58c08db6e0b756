import type { EndOtherSessionsRequest, EndOtherSessionsResponse } from "@hubbub/grpc-api/users";
import { accountSubject } from "@hubbub/rate-limits";
import type { CallContext } from "@hubbub/service-runtime";
import { insertAuditEvents } from "../audit/audit-queries.ts";
import { recordSessionEnd } from "../events/record-session-end.ts";
import { endOtherSessions as endOthers } from "../sessions/session-queries.ts";
import { sessionsEnded } from "./sessions-ended.ts";
import { requireCaller } from "./require-caller.ts";
import type { Service } from "./service.ts";

export async function endOtherSessions(
  service: Service,
  _request: EndOtherSessionsRequest,
  call: CallContext,
): Promise<EndOtherSessionsResponse> {
  const { account, sessionId } = await requireCaller(service, call);
  await service.fairUse.spend(accountSubject(account.id), { name: "changes" });
  const { id: userId } = account;
  const { clientAddress } = call;
  const now = service.clock();
  const ended = await service.db.transaction().execute(async (trx) => {
    const ended = await endOthers(trx, { userId, exceptId: sessionId, now, because: "revoked" });
    await insertAuditEvents(trx, sessionsEnded({ userId, sessions: ended, at: now, address: clientAddress }));
    return ended;
  });
  recordSessionEnd(service, { reason: "revoked", sessions: ended, userId, clientAddress });
  return { ended };
}
