import { RedisLink, type LinkLog, type LinkTimings } from "@hubbub/service-runtime/redis";
import type { Person } from "@hubbub/ws-protocol";
import {
  presenceGraceMs,
  presenceInstanceTtlMs,
  presenceListWaitMs,
  presenceReapEveryMs,
  presenceRefreshEveryMs,
} from "../../limits.ts";
import { noPresenceHandlers } from "../no-presence-handlers.ts";
import { PeopleHere } from "../people-here.ts";
import type { ExitWhen, Presence, PresenceHandlers, PresenceList } from "../presence.ts";
import type { PresenceMetrics } from "../presence-metrics.ts";
import { ChangeOrder } from "./change-order.ts";
import { decodePresenceMessage, encodePresenceMessage } from "./presence-message.ts";
import { presenceScripts, PresenceStore, type Outcomes } from "./presence-store.ts";
import { StoreSync } from "./store-sync.ts";
import { toRoomMessages } from "./to-room-messages.ts";

export interface PresenceTimings extends LinkTimings {
  readonly graceMs: number;
  readonly refreshEveryMs: number;
  readonly instanceTtlMs: number;
  readonly reapEveryMs: number;
  /** Where nobody waits for what the store says, so that who comes and goes is gathered. */
  readonly exchangeEveryMs: number;
}

export interface RedisPresenceOptions {
  readonly url: string;
  /** This run of this instance; no spaces. */
  readonly bootId: string;
  /** What `instances` answers of this one. */
  readonly says?: string;
  readonly log: LinkLog;
  readonly metrics: PresenceMetrics;
  /** Of the keys, and of the connection's name: each presence has its own data. */
  readonly name?: string;
  readonly timings?: Partial<PresenceTimings>;
}

/**
 * Presence shared by all instances on one Redis (6.2 or later). Throws where the URL is none.
 *
 * The instance that finds out first tells its own readers (`onChange`) and announces it to the others; `receive` ignores
 * its own announcements, so each real change is one `onChange` everywhere.
 */
export function createRedisPresence(options: RedisPresenceOptions): Presence {
  return new RedisPresence(options);
}

class RedisPresence implements Presence {
  handlers: PresenceHandlers = noPresenceHandlers;
  readonly #bootId: string;
  readonly #timings: Omit<PresenceTimings, keyof LinkTimings>;
  readonly #metrics: PresenceMetrics;
  readonly #here: PeopleHere;
  readonly #link: RedisLink;
  readonly #sync: StoreSync;
  readonly #order = new ChangeOrder();
  /** The last list took too long: until the store answers again, joins are not kept waiting. */
  #slow = false;
  readonly #timers: NodeJS.Timeout[] = [];

  constructor(options: RedisPresenceOptions) {
    const { bootId, says = "", metrics, log, name = "presence" } = options;
    this.#bootId = bootId;
    this.#metrics = metrics;
    this.#timings = {
      graceMs: presenceGraceMs,
      refreshEveryMs: presenceRefreshEveryMs,
      instanceTtlMs: presenceInstanceTtlMs,
      reapEveryMs: presenceReapEveryMs,
      exchangeEveryMs: 0,
      ...options.timings,
    };
    this.#here = new PeopleHere({
      graceMs: this.#timings.graceMs,
      metrics,
      onEnter: ({ roomId, person }) => this.#sync.change(roomId, person.user_id, "as_here"),
      onExit: ({ roomId, person }) => this.#sync.change(roomId, person.user_id, "as_here"),
    });
    this.#link = new RedisLink({
      ...options,
      name: `hubbub-${name}`,
      scripts: presenceScripts,
      onUp: () => this.#becameUp(),
      onDown: () => this.#becameAway(),
    });
    this.#sync = new StoreSync({
      bootId,
      says,
      metrics,
      log,
      link: this.#link,
      store: new PresenceStore(this.#link.redis, `hubbub:{${name}}:`),
      here: this.#here,
      instanceTtlMs: this.#timings.instanceTtlMs,
      exchangeEveryMs: this.#timings.exchangeEveryMs,
      onOutcomes: (outcomes) => this.#tell(outcomes),
    });
  }

  async start(): Promise<void> {
    await this.#link.start();
    this.#timers.push(
      setInterval(() => this.#sync.refresh(), this.#timings.refreshEveryMs),
      setInterval(() => this.#sync.reap(), this.#timings.reapEveryMs),
    );
  }

  enter(roomId: number, person: Person): void {
    this.#here.enter(roomId, person);
  }

  exit(roomId: number, userId: number, when?: ExitWhen): void {
    this.#here.exit(roomId, userId, when);
  }

  evict(roomId: number, userId: number): void {
    this.#here.evict(roomId, userId);
    this.#sync.change(roomId, userId, "evict");
  }

  async list(roomId: number, limit: number): Promise<PresenceList> {
    const answer = this.#sync.usable && !this.#slow ? await this.#ask(roomId, limit) : undefined;
    if (answer === undefined) return this.#here.list(roomId, limit);
    return { users: answer.users.slice(0, limit), userCount: answer.userCount };
  }

  async among(roomId: number, userIds: readonly number[]): Promise<ReadonlySet<number> | undefined> {
    const stored = await this.#sync.among(roomId, userIds);
    // Who has just come here is not in the store yet.
    return stored === undefined ? undefined : new Set([...stored, ...this.#here.among(roomId, userIds)]);
  }

  instances(): Promise<readonly string[] | undefined> {
    return this.#sync.instances();
  }

  receive(roomId: number, payload: string): void {
    const message = decodePresenceMessage(payload);
    if (message === undefined) return this.#metrics.errors.inc({ operation: "receive" });
    if (message.from === this.#bootId) return;
    const { at, joined, left, user_count: userCount, evicted } = message;
    for (const userId of evicted) {
      if (this.#order.isOld(roomId, userId, at)) continue;
      this.#here.evict(roomId, userId);
      // Their entering may be under way.
      this.#sync.change(roomId, userId, "as_here");
    }
    const change = this.#order.accept(roomId, at, { joined, left, userCount });
    if (change !== undefined) this.handlers.onChange(roomId, change, { atMs: toMs(at), foundHere: false });
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    this.#here.close();
    await this.#sync.close(this.#timings.graceMs);
    await this.#link.close();
  }

  #tell(outcomes: Outcomes): void {
    for (const [roomId, message] of toRoomMessages(outcomes, this.#bootId)) {
      const { at, joined, left, user_count: userCount } = message;
      this.#metrics.changes.inc({ change: "joined" }, joined.length);
      this.#metrics.changes.inc({ change: "left" }, left.length);
      const change = this.#order.accept(roomId, at, { joined, left, userCount });
      if (change !== undefined) this.handlers.onChange(roomId, change, { atMs: toMs(at), foundHere: true });
      this.handlers.announce(roomId, encodePresenceMessage(message));
    }
  }

  async #ask(roomId: number, limit: number): Promise<PresenceList | undefined> {
    const answer = this.#sync.list(roomId, limit);
    const late = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => {
      this.#slow = true;
      void answer.then(() => (this.#slow = false));
      late.resolve(undefined);
    }, presenceListWaitMs);
    const first = await Promise.race([answer, late.promise]);
    clearTimeout(timer);
    return first;
  }

  #becameUp(): void {
    this.#metrics.up.set(1);
    this.#sync.connected();
  }

  #becameAway(): void {
    this.#metrics.up.set(0);
    this.#sync.disconnected();
  }
}

/** Of Redis' clock. */
function toMs(us: number): number {
  return Math.floor(us / 1000);
}
