import type { EndOtherSessionsRequest, EndOtherSessionsResponse } from "@hubbub/grpc-api/users";
import { accountSubject } from "@hubbub/rate-limits";
import type { CallContext } from "@hubbub/service-runtime";
import { recordSessionEnd } from "../events/record-session-end.ts";
import { endOtherSessions as endOthers } from "../sessions/session-queries.ts";
import { requireCaller } from "./require-caller.ts";
import type { Service } from "./service.ts";

export async function endOtherSessions(
  service: Service,
  _request: EndOtherSessionsRequest,
  call: CallContext,
): Promise<EndOtherSessionsResponse> {
  const { account, sessionId } = await requireCaller(service, call);
  await service.fairUse.spend(accountSubject(account.id), { name: "changes" });
  const who = { userId: account.id, exceptId: sessionId };
  const ended = await endOthers(service.db, { ...who, now: service.clock() });
  const { clientAddress } = call;
  recordSessionEnd(service, { reason: "revoked", sessions: ended, userId: account.id, clientAddress });
  return { ended };
}
