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

/** The metrics of one presence, by what its names begin with and what its places are; once per process and registry. */
export function createPresenceMetrics(
  registry: Registry,
  { prefix, place }: { readonly prefix: string; readonly place: string } = { prefix: "presence", place: "room" },
): PresenceMetrics {
  const registers = [registry];
  const changes = new Counter({
    name: `${prefix}_changes_total`,
    help: `People who came to or left a ${place}, as this instance found out first.`,
    labelNames: ["change"],
    registers,
  });
  for (const change of ["joined", "left"]) changes.inc({ change }, 0);
  const errors = new Counter({
    name: `${prefix}_errors_total`,
    help: "Calls to the presence store that failed, and announcements that could not be read.",
    labelNames: ["operation"],
    registers,
  });
  for (const operation of storeOperations) errors.inc({ operation }, 0);
  return {
    users: new Gauge({
      name: `${prefix}_users`,
      help: `People with a socket of this instance in any ${place}, those in their grace period too.`,
      registers,
    }),
    entries: new Gauge({
      name: `${prefix}_entries`,
      help: `Pairs of ${place} and person that this instance holds.`,
      registers,
    }),
    changes,
    refused: new Counter({
      name: `${prefix}_refused_total`,
      help: "Entries not kept because this instance holds as many as it may.",
      registers,
    }),
    up: new Gauge({
      name: `${prefix}_up`,
      help: "1 while the presence store is usable, 0 while it is away.",
      registers,
    }),
    errors,
    reapedHolders: new Counter({
      name: `${prefix}_reaped_total`,
      help: "Dead or replaced instances whose last entry this instance removed.",
      registers,
    }),
  };
}
