import type { ListSessionsRequest, ListSessionsResponse } from "@hubbub/grpc-api/users";
import { accountSubject } from "@hubbub/rate-limits";
import type { CallContext } from "@hubbub/service-runtime";
import { uuidShape } from "../db/uuid-shape.ts";
import { selectSessions } from "../sessions/session-queries.ts";
import { readPageRequest, toPage } from "./page-request.ts";
import { requireCaller } from "./require-caller.ts";
import type { Service } from "./service.ts";

const placeShapes = [/^\d{1,15}$/, uuidShape];

export async function listSessions(
  service: Service,
  request: ListSessionsRequest,
  call: CallContext,
): Promise<ListSessionsResponse> {
  const { account, sessionId } = await requireCaller(service, call);
  // One share with the pages of the chat-service.
  await service.fairUse.spend(accountSubject(account.id), { name: "reads" });
  const { size, after } = readPageRequest(request, placeShapes);
  const found = await selectSessions(service.db, {
    userId: account.id,
    now: service.clock(),
    after: after && { createdAt: new Date(Number(after[0])), id: after[1] ?? "" },
    limit: size + 1,
  });
  const { page, nextPageToken } = toPage(found, size, ({ createdAt, id }) => [String(createdAt.getTime()), id]);
  return { sessions: page.map((session) => ({ ...session, current: session.id === sessionId })), nextPageToken };
}
