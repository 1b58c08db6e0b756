import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { LinkLog, RedisLink } from "@hubbub/service-runtime/redis";
import { gatherMs } from "../../broker/gather-ms.ts";
import { maxPresenceCallsPerExchange, maxPresenceChangesPerCall } from "../../limits.ts";
import type { Entry, PeopleHere } from "../people-here.ts";
import type { PresenceList } from "../presence.ts";
import type { PresenceMetrics, PresenceOperation } from "../presence-metrics.ts";
import type { Outcomes, PresenceStore, StoreChange } from "./presence-store.ts";

export interface StoreSyncOptions {
  readonly bootId: string;
  readonly says: string;
  readonly link: RedisLink;
  readonly store: PresenceStore;
  readonly here: PeopleHere;
  readonly instanceTtlMs: number;
  /** Ms between two exchanges, at least. */
  readonly exchangeEveryMs: number;
  readonly log: LinkLog;
  readonly metrics: PresenceMetrics;
  /** People came or went, and nobody was told yet. */
  onOutcomes(outcomes: Outcomes): void;
}

interface Change {
  readonly roomId: number;
  readonly userId: number;
  /** On every instance, whoever is here now. */
  readonly evict: boolean;
}

interface Asked {
  limit: number;
  readonly answer: PromiseWithResolvers<PresenceList | undefined>;
}

/**
 * Makes the store agree with `PeopleHere`, in one exchange at a time for whatever changed meanwhile. Each connection, and
 * each loss of the store's data, begins with a new *holder* that is given all who are here; the old holder's entries are
 * removed after that. So nobody flickers, and no call of unknown outcome has to be understood.
 */
export class StoreSync {
  readonly #options: StoreSyncOptions;
  #holder: string | undefined;
  #holders = 0;
  /** Whether the store knows our holder, as far as we know. */
  #held = false;
  #storeName: string | undefined;
  /** Who was announced under this store. */
  #told = new WeakSet<Entry>();

  readonly #changes = new Map<string, Change>();
  readonly #asked = new Map<number, Asked>();
  #retired: string[] = [];
  #refreshDue = false;
  #reapDue: "no" | "known_dead" | "expired_too" = "no";
  #connectedAt = 0;
  #nextExchangeMs = 0;
  #working: Promise<void> | undefined;
  #closed = false;

  constructor(options: StoreSyncOptions) {
    this.#options = options;
  }

  /** Whether a list asked now will be answered by the store. */
  get usable(): boolean {
    return this.#held && this.#options.link.up && !this.#closed;
  }

  connected(): void {
    this.#connectedAt = performance.now();
    this.#held = false;
    this.#wake();
  }

  disconnected(): void {
    this.#held = false;
    this.#answerNothing();
  }

  /** Somebody entered or left here, or shall be nowhere. While the store is away it needs not be told. */
  change(roomId: number, userId: number, how: "as_here" | "evict"): void {
    // A new holder is given all who are here.
    if (!this.usable) return;
    const key = `${roomId} ${userId}`;
    this.#changes.set(key, { roomId, userId, evict: how === "evict" || this.#changes.get(key)?.evict === true });
    this.#wake();
  }

  /** After all changes made so far; undefined where the store gave no answer. */
  list(roomId: number, limit: number): Promise<PresenceList | undefined> {
    let asked = this.#asked.get(roomId);
    if (asked === undefined) this.#asked.set(roomId, (asked = { limit, answer: Promise.withResolvers() }));
    asked.limit = Math.max(asked.limit, limit);
    this.#wake();
    return asked.answer.promise;
  }

  /** What each instance that lives says of itself; undefined where the store gave no answer. */
  async instances(): Promise<readonly string[] | undefined> {
    if (!this.usable) return undefined;
    return await this.#counted("list", this.#options.store.instances()).catch(() => undefined);
  }

  /** Which of these are present, as far as the store knows; undefined where it gave no answer. */
  async among(roomId: number, userIds: readonly number[]): Promise<readonly number[] | undefined> {
    if (!this.usable) return undefined;
    return await this.#counted("list", this.#options.store.among(roomId, userIds)).catch(() => undefined);
  }

  /** Tells that this instance lives, and finds out whether the store still knows it. */
  refresh(): void {
    this.#refreshDue = true;
    this.#wake();
  }

  /** When Redis returns the others need a moment too: nobody is dead before a lifetime has passed. */
  reap(): void {
    const waited = performance.now() - this.#connectedAt >= this.#options.instanceTtlMs;
    this.#reapDue = waited ? "expired_too" : "known_dead";
    this.#wake();
  }

  /** Leaves this instance's people to the others, who remove them after `graceMs`. */
  async close(graceMs: number): Promise<void> {
    this.#closed = true;
    await this.#working;
    if (this.#options.link.up && this.#holder !== undefined) {
      await this.#options.store.retire(this.#holder, graceMs).catch(() => {});
    }
    this.#answerNothing();
  }

  #wake(): void {
    if (this.#working !== undefined || this.#closed || !this.#options.link.up) return;
    this.#working = this.#work().finally(() => {
      this.#working = undefined;
      if (this.#held && (this.#changes.size > 0 || this.#asked.size > 0)) this.#wake();
    });
  }

  /** Step after step until nothing is due. After a failure the next refresh, or the next connection, begins anew. */
  async #work(): Promise<void> {
    // What this turn of the event loop brings goes together.
    await new Promise((resolve) => setImmediate(resolve));
    try {
      while (this.#options.link.up && !this.#closed && (await this.#step()));
    } catch (error) {
      this.#held = false;
      this.#answerNothing();
      this.#options.log.warn({ err: error }, "a call to the presence store failed");
    }
  }

  async #step(): Promise<boolean> {
    if (!this.#held) await this.#takeHold();
    // First: while people keep coming the other instances must not take this one for dead.
    else if (this.#refreshDue) await this.#refresh();
    else if (this.#changes.size > 0 || this.#asked.size > 0) await this.#gatherAndExchange();
    else if (this.#retired.length > 0) await this.#retire();
    else if (this.#reapDue !== "no") await this.#reap();
    else return false;
    return true;
  }

  async #takeHold(): Promise<void> {
    this.#holders += 1;
    const holder = `${this.#options.bootId}:${this.#holders}`;
    const { store } = await this.#register(holder);
    if (this.#holder !== undefined) this.#retired.push(this.#holder);
    this.#holder = holder;
    // The same data without us: others may have told that ours left. Lost data told nobody anything.
    if (store === this.#storeName) this.#told = new WeakSet();
    this.#storeName = store;
    this.#held = true;
    this.#changes.clear();
    for (const { roomId, person } of this.#options.here.all()) this.change(roomId, person.user_id, "as_here");
  }

  async #refresh(): Promise<void> {
    if (this.#holder === undefined) return;
    const { store, known } = await this.#register(this.#holder);
    if (!known || store !== this.#storeName) this.#held = false;
  }

  async #register(holder: string): Promise<{ store: string; known: boolean }> {
    this.#refreshDue = false;
    const { store, instanceTtlMs: ttlMs, says } = this.#options;
    return this.#counted("refresh", store.register(holder, { ttlMs, storeName: randomUUID(), says }));
  }

  async #retire(): Promise<void> {
    for (const holder of this.#retired) await this.#counted("refresh", this.#options.store.retire(holder, 0));
    this.#retired = [];
    if (this.#reapDue === "no") this.#reapDue = "known_dead";
  }

  async #reap(): Promise<void> {
    const reaped = await this.#counted("reap", this.#options.store.reap(this.#reapDue === "expired_too"));
    if (reaped === undefined) {
      this.#reapDue = "no";
      return;
    }
    if (reaped.holderDone) this.#options.metrics.reapedHolders.inc();
    this.#options.onOutcomes(reaped);
  }

  /** What comes soon after much else waits for more; then it is a step like any other. */
  async #gatherAndExchange(): Promise<void> {
    const waitMs = this.#nextExchangeMs - performance.now();
    if (waitMs > 0) await delay(waitMs);
    else await this.#exchange();
  }

  /** One round trip for what changed and what was asked. */
  async #exchange(): Promise<void> {
    const afterMs = Math.max(gatherMs(this.#changes.size + this.#asked.size), this.#options.exchangeEveryMs);
    this.#nextExchangeMs = performance.now() + afterMs;
    const calls = this.#takeChanges();
    const asked = [...this.#asked];
    this.#asked.clear();
    const settled = await Promise.allSettled([...calls.map((changes) => this.#apply(changes)), this.#answer(asked)]);
    const failed = settled.find((result) => result.status === "rejected");
    if (failed !== undefined) throw failed.reason;
  }

  async #answer(asked: [number, Asked][]): Promise<void> {
    if (asked.length === 0) return;
    try {
      const rooms = asked.map(([roomId, { limit }]) => ({ roomId, limit }));
      const lists = await this.#counted("list", this.#options.store.list(rooms));
      asked.forEach(([, { answer }], index) => answer.resolve(lists[index]));
    } finally {
      for (const [, { answer }] of asked) answer.resolve(undefined);
    }
  }

  async #apply(changes: readonly Change[]): Promise<void> {
    const { here, store } = this.#options;
    const entries = new Map<StoreChange, Entry>();
    const storeChanges = changes.flatMap((change) => {
      const entry = here.find(change.roomId, change.userId);
      const steps = toStoreChanges(change, entry);
      const last = steps.at(-1);
      if (entry !== undefined && last !== undefined) entries.set(last, entry);
      return steps;
    });
    const result = await this.#counted("change", store.change(this.#holder ?? "", storeChanges));
    if (result === undefined) {
      this.#held = false;
      return;
    }
    const told = this.#told;
    const outcomes = result.outcomes.filter(({ change }) => {
      const entry = entries.get(change);
      return entry === undefined || !told.has(entry);
    });
    for (const entry of entries.values()) told.add(entry);
    this.#options.onOutcomes({ at: result.at, outcomes });
  }

  #takeChanges(): Change[][] {
    const calls: Change[][] = [];
    for (const [key, change] of this.#changes) {
      if (calls.length === 0 || calls.at(-1)?.length === maxPresenceChangesPerCall) {
        if (calls.length === maxPresenceCallsPerExchange) break;
        calls.push([]);
      }
      calls.at(-1)?.push(change);
      this.#changes.delete(key);
    }
    return calls;
  }

  #answerNothing(): void {
    for (const { answer } of this.#asked.values()) answer.resolve(undefined);
    this.#asked.clear();
  }

  async #counted<T>(operation: PresenceOperation, call: Promise<T>): Promise<T> {
    try {
      return await call;
    } catch (error) {
      this.#options.metrics.errors.inc({ operation });
      throw error;
    }
  }
}

function toStoreChanges({ roomId, userId, evict }: Change, entry: Entry | undefined): StoreChange[] {
  const username = entry?.person.username ?? "";
  const changes: StoreChange[] = evict ? [{ operation: "evict", roomId, userId, username }] : [];
  if (entry !== undefined) changes.push({ operation: "enter", roomId, userId, username });
  else if (!evict) changes.push({ operation: "exit", roomId, userId, username });
  return changes;
}
