import type { PublicationEffects } from "../broker/broker.ts";
import type { LogEvent } from "./log-event.ts";

/**
 * What an instance must act on itself when these events reach it, from the broker or from a healed hole. Someone who
 * left and came back within these events is in `added` only, the other way round in `removed` only. `deleted` names the
 * messages and their edits.
 */
export function logEffects(events: readonly LogEvent[]): PublicationEffects {
  const membership = new Map<number, "added" | "removed">();
  const deleted: number[] = [];
  let archived = false;
  for (const event of events) {
    if (event.kind === "member_added") for (const { user_id } of event.body.users) membership.set(user_id, "added");
    if (event.kind === "member_removed") for (const { user_id } of event.body.users) membership.set(user_id, "removed");
    if (event.kind === "message_deleted") deleted.push(event.targetSeq ?? 0, ...(event.body.erased ?? []));
    if (event.kind === "room_updated" && event.body.archived_at !== undefined) archived = true;
  }
  const added = usersOf(membership, "added");
  const removed = usersOf(membership, "removed");
  return {
    ...(added.length === 0 ? {} : { added }),
    ...(removed.length === 0 ? {} : { removed }),
    ...(deleted.length === 0 ? {} : { deleted }),
    ...(archived ? { archived } : {}),
  };
}

function usersOf(membership: ReadonlyMap<number, string>, change: "added" | "removed"): number[] {
  return [...membership].filter(([, last]) => last === change).map(([userId]) => userId);
}
