import type { LoadSize } from "../load/load.ts";

export const loadSizes = {
  /** What issue 4 asks of every scenario. */
  full: { clients: 200, rooms: 20, messagesPerSecond: 500, durationMs: 20_000 },
  /** For `make test`, beside everything else that it runs. */
  short: { clients: 40, rooms: 5, messagesPerSecond: 100, durationMs: 6_000 },
} as const satisfies Record<string, LoadSize>;

/** Registered beside the clients, for what a scenario does itself. */
export const extraPeople = 40;
