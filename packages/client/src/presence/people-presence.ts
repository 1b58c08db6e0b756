import {
  type ClientFrame,
  type PersonPresence,
  type ServerFrame,
  type ServerFrameOf,
  speaks,
} from "@hubbub/ws-protocol";
import { toHubbubError } from "../hubbub-error.ts";
import { directsToldMax, presenceAgainMs, presenceGatherMs, watchedPeopleMax } from "../limits.ts";
import type { Watchable } from "../store/watchable.ts";

/** How somebody is: `last_seen` where they are not online and have been. */
export type PresenceState = Omit<PersonPresence, "user_id">;

export interface PeoplePresenceOptions {
  readonly request: (frame: ClientFrame) => Promise<ServerFrame>;
  readonly isOnline: () => boolean;
  /** What the server speaks. */
  readonly protocol: () => string | undefined;
  /** With whom one has direct rooms: the server tells of them by itself. */
  readonly directIds: () => ReadonlySet<number>;
}

/**
 * Who is online, away or offline, of those who are shown (`of(…).subscribe`): the server is asked to tell of them, a moment
 * later for all together. Nothing is known without a connection, and of servers of before 1.4.
 */
export class PeoplePresence {
  readonly #options: PeoplePresenceOptions;
  readonly #states = new Map<number, PresenceState>();
  /** By person; whoever came to be shown last comes last. */
  readonly #listeners = new Map<number, Set<() => void>>();
  /** Whom this connection was asked to tell of. */
  #asked: readonly number[] = [];
  #own: "online" | "away" = "online";
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PeoplePresenceOptions) {
    this.#options = options;
  }

  /** One person; undefined as long as nothing is known of them. */
  of(userId: number): Watchable<PresenceState | undefined> {
    return {
      snapshot: () => this.#states.get(userId),
      subscribe: (listener) => this.#subscribe(userId, listener),
    };
  }

  /**
   * Says whether somebody sits before this program: `away` when they have done nothing for ten minutes, `online` when they
   * are back. A new connection begins as `online`, and is told it again.
   */
  set(state: "online" | "away"): void {
    if (state === this.#own) return;
    this.#own = state;
    if (this.#mayAsk) void this.#ask({ type: "set_presence", state });
  }

  receive({ users }: ServerFrameOf<"presence">): void {
    const shown: number[] = [];
    for (const { user_id: userId, ...state } of users) {
      this.#states.set(userId, state);
      shown.push(userId);
    }
    this.#tell(shown);
  }

  online(): void {
    this.#asked = [];
    if (!this.#mayAsk) return;
    if (this.#own === "away") void this.#ask({ type: "set_presence", state: "away" });
    this.#watchLater(presenceGatherMs);
  }

  offline(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const known = [...this.#states.keys()];
    this.#states.clear();
    this.#tell(known);
  }

  /** Who watches goes on doing so. */
  clear(): void {
    this.offline();
    this.#own = "online";
  }

  get #mayAsk(): boolean {
    return this.#options.isOnline() && speaks(this.#options.protocol(), "1.4");
  }

  #subscribe(userId: number, listener: () => void): () => void {
    // So that one who listens twice can stop once.
    const own = () => listener();
    const listeners = this.#listeners.get(userId) ?? new Set();
    listeners.add(own);
    this.#listeners.delete(userId);
    this.#listeners.set(userId, listeners);
    this.#watchLater(presenceGatherMs);
    return () => {
      listeners.delete(own);
      if (listeners.size > 0 || this.#listeners.get(userId) !== listeners) return;
      this.#listeners.delete(userId);
      this.#watchLater(presenceGatherMs);
    };
  }

  #tell(userIds: readonly number[]): void {
    const listeners = new Set(userIds.flatMap((userId) => [...(this.#listeners.get(userId) ?? [])]));
    for (const listener of listeners) listener();
  }

  #watchLater(delayMs: number): void {
    if (!this.#mayAsk || this.#listeners.size + this.#asked.length === 0) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#watch();
    }, delayMs);
  }

  async #watch(): Promise<void> {
    if (!this.#mayAsk) return;
    const wanted = this.#wanted();
    if (wanted.length === this.#asked.length && wanted.every((userId, index) => userId === this.#asked[index])) return;
    this.#asked = wanted;
    await this.#ask({ type: "watch_presence", user_ids: wanted });
  }

  /** In the order of ids: who is only drawn again is no reason to ask again. */
  #wanted(): number[] {
    const directs = this.#options.directIds();
    const told = directs.size <= directsToldMax ? directs : new Set<number>();
    return [...this.#listeners.keys()]
      .filter((userId) => !told.has(userId))
      .slice(-watchedPeopleMax)
      .toSorted((one, other) => one - other);
  }

  async #ask(frame: ClientFrame): Promise<void> {
    try {
      await this.#options.request(frame);
    } catch (cause) {
      const error = toHubbubError(cause);
      // A new connection asks for all of it again.
      if (frame.type !== "watch_presence" || !error.retryable || !this.#mayAsk) return;
      this.#asked = [];
      this.#watchLater(error.retryAfterMs ?? presenceAgainMs);
    }
  }
}
