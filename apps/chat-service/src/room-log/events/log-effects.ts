import { logKinds } from "../kinds/log-kinds.ts";
import type { EventEffects, RowOf } from "../kinds/log-kind.ts";
import type { StoredEvent } from "./log-event.ts";

/** The event `seq` ended the membership of `userId`. */
export interface Removal {
  readonly seq: number;
  readonly userId: number;
}

/** The effects of events that follow each other. Who left and came back is in `added` only, the other way round in `removed`. */
export interface LogEffects extends EventEffects {
  /** Where memberships ended, ascending by seq: also of those who are back. */
  readonly removals?: readonly Removal[];
}

export function effectsOf(event: StoredEvent): EventEffects {
  if (event.kind === "later") return nothing;
  const { effects } = logKinds[event.kind] as unknown as { readonly effects: (event: RowOf<unknown>) => EventEffects };
  return effects(event);
}

const nothing: EventEffects = {};

export function logEffects(events: readonly StoredEvent[]): LogEffects {
  const membership = new Map<number, "added" | "removed">();
  const removals: Removal[] = [];
  const deleted: number[] = [];
  let archived = false;
  for (const event of events) {
    const effects = effectsOf(event);
    for (const userId of effects.added ?? []) membership.set(userId, "added");
    for (const userId of effects.removed ?? []) {
      membership.set(userId, "removed");
      removals.push({ seq: event.seq, userId });
    }
    deleted.push(...(effects.deleted ?? []));
    archived ||= effects.archived === true;
  }
  const added = usersOf(membership, "added");
  const removed = usersOf(membership, "removed");
  return {
    ...(added.length === 0 ? {} : { added }),
    ...(removed.length === 0 ? {} : { removed }),
    ...(removals.length === 0 ? {} : { removals }),
    ...(deleted.length === 0 ? {} : { deleted }),
    ...(archived ? { archived } : {}),
  };
}

function usersOf(membership: ReadonlyMap<number, string>, change: "added" | "removed"): number[] {
  return [...membership].filter(([, last]) => last === change).map(([userId]) => userId);
}
