import { Counter, Gauge, type Registry } from "prom-client";

export interface PresenceMetrics {
  readonly changes: Counter<"change">;
  readonly refused: Counter;
  readonly up: Gauge;
  readonly errors: Counter<"operation">;
  readonly reapedHolders: Counter;
  /** Reads the gauges when scraped: a storm changes them a thousand times in between. */
  observe(read: () => { readonly users: number; readonly entries: number }): void;
}

const storeOperations = ["list", "change", "refresh", "reap", "receive"] as const;
export type PresenceOperation = (typeof storeOperations)[number];

/** What the two presences call their metrics: who is present in rooms, and how people are. */
const namesOf = {
  rooms: {
    place: "room",
    users: "presence_users",
    entries: "presence_entries",
    changes: "presence_changes_total",
    refused: "presence_refused_total",
    up: "presence_up",
    errors: "presence_errors_total",
    reaped: "presence_reaped_total",
  },
  people: {
    place: "state",
    users: "people_presence_users",
    entries: "people_presence_entries",
    changes: "people_presence_changes_total",
    refused: "people_presence_refused_total",
    up: "people_presence_up",
    errors: "people_presence_errors_total",
    reaped: "people_presence_reaped_total",
  },
} as const;

/** The metrics of one presence; once per process and registry. */
export function createPresenceMetrics(registry: Registry, of: keyof typeof namesOf = "rooms"): PresenceMetrics {
  const names = namesOf[of];
  const registers = [registry];
  const changes = new Counter({
    name: names.changes,
    help: `People who came to or left a ${names.place}, as this instance found out first.`,
    labelNames: ["change"],
    registers,
  });
  for (const change of ["joined", "left"]) changes.inc({ change }, 0);
  const errors = new Counter({
    name: names.errors,
    help: "Calls to the presence store that failed, and announcements that could not be read.",
    labelNames: ["operation"],
    registers,
  });
  for (const operation of storeOperations) errors.inc({ operation }, 0);
  return {
    changes,
    refused: new Counter({
      name: names.refused,
      help: "Entries not kept because this instance holds as many as it may.",
      registers,
    }),
    up: new Gauge({
      name: names.up,
      help: "1 while the presence store is usable, 0 while it is away.",
      registers,
    }),
    errors,
    reapedHolders: new Counter({
      name: names.reaped,
      help: "Dead or replaced instances whose last entry this instance removed.",
      registers,
    }),
    observe(read) {
      const users: Gauge = new Gauge({
        name: names.users,
        help: `People with a socket of this instance in any ${names.place}, those in their grace period too.`,
        registers,
        collect() {
          users.set(read().users);
        },
      });
      const entries: Gauge = new Gauge({
        name: names.entries,
        help: `Pairs of ${names.place} and person that this instance holds.`,
        registers,
        collect() {
          entries.set(read().entries);
        },
      });
    },
  };
}
