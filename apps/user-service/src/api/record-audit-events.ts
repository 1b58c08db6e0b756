import { assertNoFieldErrors, type FieldError } from "@hubbub/errors";
import type {
  NewAuditEvent as WireEvent,
  RecordAuditEventsRequest,
  RecordAuditEventsResponse,
} from "@hubbub/grpc-api/audit";
import {
  maxAddressChars,
  maxAuditDetailBytes,
  maxAuditDetailNameBytes,
  maxAuditDetails,
  maxAuditSourceBytes,
} from "@hubbub/grpc-api/limits";
import { textRuleProblem } from "@hubbub/grpc-api/rpcs";
import { fromWireAction } from "../audit/audit-action.ts";
import type { NewAuditEvent } from "../audit/audit-event.ts";
import { insertAuditEvents } from "../audit/audit-queries.ts";
import type { Service } from "./service.ts";

/** For hubbub's own services, over the private network. All events of a call or none: it may be sent again. */
export async function recordAuditEvents(
  { db }: Service,
  { events }: RecordAuditEventsRequest,
): Promise<RecordAuditEventsResponse> {
  const problems: FieldError[] = [];
  const wanted = events.map((event, index) => {
    return read(event, (field, problem) => {
      const name = `events.${index}.${field}`;
      problems.push({ field: name, code: "invalid_argument", message: `${name} ${problem}` });
    });
  });
  assertNoFieldErrors(problems.slice(0, maxNamedProblems));
  return {
    recorded: await insertAuditEvents(
      db,
      wanted.filter((event) => event !== undefined),
    ),
  };
}

/** As of any request: what is wrong with it fits an answer. */
const maxNamedProblems = 10;

type Refuse = (field: string, problem: string) => void;

function read(event: WireEvent, refuse: Refuse): NewAuditEvent | undefined {
  const { at, sourceId, address } = event;
  const action = fromWireAction(event.action);
  if (sourceId === "") refuse("source_id", "is missing");
  refuseText(refuse, "source_id", sourceId, { maxBytes: maxAuditSourceBytes });
  refuseText(refuse, "address", address ?? "", { maxChars: maxAddressChars });
  for (const [field, value] of [
    ["actor_id", event.actorId],
    ["subject_id", event.subjectId],
    ["room_id", event.roomId],
  ] as const) {
    if (value !== undefined && !(Number.isSafeInteger(value) && value > 0)) refuse(field, "is no id");
  }
  if (at === undefined || Number.isNaN(at.getTime())) refuse("at", "is missing");
  if (action === undefined) refuse("action", "is missing, or of another release");
  if (at === undefined || action === undefined) return undefined;
  return {
    at,
    action,
    sourceId,
    actorId: event.actorId,
    subjectId: event.subjectId,
    roomId: event.roomId,
    address: address === "" ? undefined : address,
    details: readDetails(event.details, refuse),
  };
}

function readDetails(details: WireEvent["details"], refuse: Refuse): Record<string, string> {
  if (details.length > maxAuditDetails) refuse("details", `may have at most ${maxAuditDetails} entries`);
  const names = new Set(details.map(({ name }) => name));
  if (names.size < details.length) refuse("details", "must not name anything twice");
  if (names.has("")) refuse("details", "must have names");
  for (const { name, value } of details) {
    refuseText(refuse, "details", name, { maxBytes: maxAuditDetailNameBytes });
    refuseText(refuse, "details", value, { maxBytes: maxAuditDetailBytes });
  }
  return Object.fromEntries(details.map(({ name, value }) => [name, value]));
}

function refuseText(refuse: Refuse, field: string, text: string, rule: Parameters<typeof textRuleProblem>[0]): void {
  const problem = textRuleProblem(rule, "", text);
  if (problem !== undefined) refuse(field, problem.trim());
}
