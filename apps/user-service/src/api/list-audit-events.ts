import type { AuditEvent as WireEvent, ListAuditEventsRequest, ListAuditEventsResponse } from "@hubbub/grpc-api/audit";
import { accountSubject } from "@hubbub/rate-limits";
import type { CallContext } from "@hubbub/service-runtime";
import { deletedUserName } from "../accounts/deleted-user-name.ts";
import { fromWireAction, toWireAction } from "../audit/audit-action.ts";
import type { AuditEvent } from "../audit/audit-event.ts";
import { selectAuditEvents } from "../audit/audit-queries.ts";
import { readPageRequest, toPage } from "./page-request.ts";
import { requireAdmin } from "./require-admin.ts";
import type { Service } from "./service.ts";

const placeShapes = [/^\d{1,15}$/, /^\d{1,15}$/];

export async function listAuditEvents(
  service: Service,
  request: ListAuditEventsRequest,
  call: CallContext,
): Promise<ListAuditEventsResponse> {
  const { account } = await requireAdmin(service, call);
  await service.fairUse.spend(accountSubject(account.id), { name: "reads" });
  const { size, after } = readPageRequest(request, placeShapes);
  const { actorId, subjectId, roomId } = request;
  const found = await selectAuditEvents(service.db, {
    actorId,
    subjectId,
    roomId,
    action: fromWireAction(request.action),
    after: after && { at: new Date(Number(after[0])), id: Number(after[1]) },
    limit: size + 1,
  });
  const { page, nextPageToken } = toPage(found, size, ({ at, id }) => [String(at.getTime()), String(id)]);
  return { events: page.map(toWire), nextPageToken };
}

function toWire(event: AuditEvent): WireEvent {
  const { id, at, action, actorId, subjectId, roomId, address, details = {} } = event;
  return {
    id,
    at,
    action: toWireAction(action),
    actorId,
    actorUsername: nameOf(event.actor),
    subjectId,
    subjectUsername: nameOf(event.subject),
    roomId,
    address,
    details: Object.entries(details)
      .map(([name, value]) => ({ name, value }))
      .toSorted((one, other) => (one.name < other.name ? -1 : 1)),
  };
}

function nameOf(one: AuditEvent["actor"]): string | undefined {
  return one?.deleted === true ? deletedUserName : one?.username;
}
