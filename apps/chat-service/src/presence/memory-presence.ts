import { epochNowUs } from "@hubbub/service-runtime";
import type { Person } from "@hubbub/ws-protocol";
import { presenceGraceMs } from "../limits.ts";
import { noPresenceHandlers } from "./no-presence-handlers.ts";
import { PeopleHere } from "./people-here.ts";
import type { ExitWhen, Presence, PresenceHandlers, PresenceList } from "./presence.ts";
import type { PresenceMetrics } from "./presence-metrics.ts";

/** Presence of one instance alone: nothing to announce and nobody to hear of. */
export function createMemoryPresence(options: { metrics: PresenceMetrics; graceMs?: number; says?: string }): Presence {
  return new MemoryPresence(options.metrics, options.graceMs ?? presenceGraceMs, options.says ?? "");
}

class MemoryPresence implements Presence {
  handlers: PresenceHandlers = noPresenceHandlers;
  readonly #metrics: PresenceMetrics;
  readonly #says: string;
  readonly #here: PeopleHere;

  constructor(metrics: PresenceMetrics, graceMs: number, says: string) {
    this.#metrics = metrics;
    this.#says = says;
    this.#here = new PeopleHere({
      graceMs,
      metrics,
      onEnter: ({ roomId, person }) => this.#tell(roomId, "joined", person),
      onExit: ({ roomId, person }) => this.#tell(roomId, "left", person),
    });
  }

  async start(): Promise<void> {
    this.#metrics.up.set(1);
  }

  enter(roomId: number, person: Person): void {
    this.#here.enter(roomId, person);
  }

  exit(roomId: number, userId: number, when?: ExitWhen): void {
    this.#here.exit(roomId, userId, when);
  }

  evict(roomId: number, userId: number): void {
    const entry = this.#here.evict(roomId, userId);
    if (entry !== undefined) this.#tell(roomId, "left", entry.person);
  }

  async list(roomId: number, limit: number): Promise<PresenceList> {
    return this.#here.list(roomId, limit);
  }

  async among(roomId: number, userIds: readonly number[]): Promise<ReadonlySet<number>> {
    return this.#here.among(roomId, userIds);
  }

  async instances(): Promise<readonly string[]> {
    return [this.#says];
  }

  receive(): void {}

  async close(): Promise<void> {
    this.#here.close();
    this.#metrics.up.set(0);
  }

  /** In a later turn, as with Redis: what enters must not find itself called back half-way. */
  #tell(roomId: number, change: "joined" | "left", person: Person): void {
    this.#metrics.changes.inc({ change });
    const userCount = this.#here.list(roomId, 0).userCount;
    const [joined, left] = change === "joined" ? [[person], []] : [[], [person]];
    const origin = { atMs: Math.floor(epochNowUs() / 1000), foundHere: true };
    queueMicrotask(() => this.handlers.onChange(roomId, { joined, left, userCount }, origin));
  }
}
