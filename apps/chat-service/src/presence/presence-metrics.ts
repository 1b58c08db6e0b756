import { Counter, Gauge, type Registry } from "prom-client";

export interface PresenceMetrics {
  readonly users: Gauge;
  readonly entries: Gauge;
  readonly changes: Counter<"change">;
  readonly refused: Counter;
  readonly up: Gauge;
  readonly errors: Counter<"operation">;
  readonly reapedHolders: Counter;
}

const storeOperations = ["list", "change", "refresh", "reap", "receive"] as const;
export type PresenceOperation = (typeof storeOperations)[number];

/** The metrics of presence; once per process and registry. */
export function createPresenceMetrics(registry: Registry): PresenceMetrics {
  const registers = [registry];
  const changes = new Counter({
    name: "presence_changes_total",
    help: "People who came to or left a room, as this instance found out first.",
    labelNames: ["change"],
    registers,
  });
  for (const change of ["joined", "left"]) changes.inc({ change }, 0);
  const errors = new Counter({
    name: "presence_errors_total",
    help: "Calls to the presence store that failed, and announcements that could not be read.",
    labelNames: ["operation"],
    registers,
  });
  for (const operation of storeOperations) errors.inc({ operation }, 0);
  return {
    users: new Gauge({
      name: "presence_users",
      help: "People with a socket of this instance in any room, those in their grace period too.",
      registers,
    }),
    entries: new Gauge({
      name: "presence_entries",
      help: "Pairs of room and person that this instance holds.",
      registers,
    }),
    changes,
    refused: new Counter({
      name: "presence_refused_total",
      help: "Entries not kept because this instance holds as many as it may.",
      registers,
    }),
    up: new Gauge({
      name: "presence_up",
      help: "1 while the presence store is usable, 0 while it is away.",
      registers,
    }),
    errors,
    reapedHolders: new Counter({
      name: "presence_reaped_total",
      help: "Dead or replaced instances whose last entry this instance removed.",
      registers,
    }),
  };
}
