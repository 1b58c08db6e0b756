import { type LogBodies, logKinds } from "../kinds/log-kinds.ts";
import type { LogKindName, RowOf } from "../kinds/log-kind.ts";

/** One row of a room's log, of a kind that this release knows. */
export type LogEvent = { [Kind in LogKindName]: RowOf<LogBodies[Kind]> & { readonly kind: Kind } }[LogKindName];

/** A row of a kind that a later release brought: it keeps its place, and nothing is made of it. */
export interface LaterEvent extends RowOf<Readonly<Record<string, unknown>>> {
  readonly kind: "later";
  /** What `room_log.kind` says. */
  readonly laterKind: string;
}

export type StoredEvent = LogEvent | LaterEvent;

export function isKnownKind(kind: string): kind is LogKindName {
  return Object.hasOwn(logKinds, kind);
}
