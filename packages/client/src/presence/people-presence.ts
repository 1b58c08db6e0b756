import {
  type Room,
  type ClientFrame,
  type PersonPresence,
  type ServerFrame,
  type ServerFrameOf,
  speaks,
} from "@hubbub/ws-protocol";
import { toHubbubError } from "../hubbub-error.ts";
import { directsToldMax, peopleKept, presenceAgainMs, presenceGatherMs, watchedPeopleMax } from "../limits.ts";
import type { Watchable } from "../store/watchable.ts";

/** How somebody is: `last_seen` where they are not online and have been. */
export type PresenceState = Omit<PersonPresence, "user_id">;

/** What it needs of a `HubbubClient`. */
export interface PresenceClient {
  readonly connection: {
    readonly state: Watchable<{ readonly status: string }>;
    request(frame: ClientFrame): Promise<ServerFrame>;
    readonly begunAs: OwnPresence;
    beginAs(state: OwnPresence): void;
  };
  readonly protocol: string | undefined;
  readonly session: { readonly state: Watchable<{ readonly status: string; readonly user?: { readonly id: number } }> };
  readonly myRooms: { readonly state: Watchable<{ readonly rooms: readonly Pick<Room, "type" | "people">[] }> };
  onPresence(listener: (frame: ServerFrameOf<"presence">) => void): () => void;
}

/**
 * Who is online, away or offline, of those who are shown (`of(…).subscribe`): the server is asked to tell of them, a moment
 * later for all together. Nothing is known without a connection, and of servers of before 1.4. One for a client, as long as
 * that lives; apart from it, so that a page may load it after what it shows first.
 */
export class PeoplePresence {
  readonly #client: PresenceClient;
  /** Whoever was told of last comes last. */
  readonly #states = new Map<number, PresenceState>();
  /** By person; whoever came to be shown last comes last. */
  readonly #listeners = new Map<number, Set<() => void>>();
  /** Whom this connection was asked to tell of. */
  #asked: readonly number[] = [];
  #own: OwnPresence = "online";
  /** What this connection was told of that: as it began, which servers of before 1.5 take for `online`. */
  #told: OwnPresence | undefined;
  #wasOnline = false;
  /** Made while there was a connection, that had told of some already. */
  #isLate = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(client: PresenceClient) {
    this.#client = client;
    client.onPresence((frame) => this.#receive(frame));
    client.connection.state.subscribe(() => this.#follow());
    this.#follow();
    this.#isLate = this.#wasOnline;
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
   * are back. New connections begin so.
   */
  set(state: OwnPresence): void {
    this.#setOwn(state);
    void this.#sayOwn();
  }

  #receive({ users }: ServerFrameOf<"presence">): void {
    const told: number[] = [];
    for (const { user_id: userId, ...state } of users) {
      this.#states.delete(userId);
      this.#states.set(userId, state);
      told.push(userId);
    }
    this.#trim();
    this.#tell(told);
  }

  #trim(): void {
    for (const userId of this.#states.keys()) {
      if (this.#states.size <= peopleKept) return;
      if (!this.#listeners.has(userId)) this.#states.delete(userId);
    }
  }

  #follow(): void {
    const { status } = this.#client.connection.state.snapshot();
    if (this.#wasOnline !== (status === "online")) {
      this.#wasOnline = !this.#wasOnline;
      if (this.#wasOnline) this.#online();
      else this.#offline();
    }
    // With the session all ends that was said in it.
    if (status === "stopped") this.#setOwn("online");
  }

  /** At once: others see that one is back, and the page has nothing to show till it is told. */
  #online(): void {
    this.#asked = [];
    this.#told = speaks(this.#client.protocol, "1.5") ? this.#client.connection.begunAs : "online";
    void this.#say();
  }

  #setOwn(state: OwnPresence): void {
    this.#own = state;
    this.#client.connection.beginAs(state);
  }

  #offline(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isLate = false;
    this.#forget([...this.#states.keys()]);
  }

  #forget(userIds: readonly number[]): void {
    this.#tell(userIds.filter((userId) => this.#states.delete(userId)));
  }

  get #mayAsk(): boolean {
    return this.#wasOnline && speaks(this.#client.protocol, "1.4");
  }

  #subscribe(userId: number, listener: () => void): () => void {
    // So that one who listens twice can stop once.
    const own = () => listener();
    const listeners = this.#listeners.get(userId) ?? new Set();
    listeners.add(own);
    this.#listeners.delete(userId);
    this.#listeners.set(userId, listeners);
    this.#sayLater(presenceGatherMs);
    return () => {
      listeners.delete(own);
      if (listeners.size > 0 || this.#listeners.get(userId) !== listeners) return;
      this.#listeners.delete(userId);
      this.#sayLater(presenceGatherMs);
    };
  }

  #tell(userIds: readonly number[]): void {
    const listeners = new Set(userIds.flatMap((userId) => [...(this.#listeners.get(userId) ?? [])]));
    for (const listener of listeners) listener();
  }

  #sayLater(delayMs: number): void {
    if (!this.#mayAsk) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#say();
    }, delayMs);
  }

  async #say(): Promise<void> {
    await Promise.all([this.#sayOwn(), this.#watch()]);
  }

  async #sayOwn(): Promise<void> {
    const state = this.#own;
    if (!this.#mayAsk || state === this.#told) return;
    this.#told = state;
    await this.#ask({ type: "set_presence", state }, () => {
      this.#told = undefined;
    });
  }

  async #watch(): Promise<void> {
    if (!this.#mayAsk) return;
    const shown = this.#shownUntold();
    // Nobody tells how those are now who are too many.
    this.#forget(shown.slice(0, -watchedPeopleMax));
    // In the order of ids: who is only drawn again is no reason to ask again.
    const wanted = shown.slice(-watchedPeopleMax).toSorted((one, other) => one - other);
    if (wanted.length === this.#asked.length && wanted.every((userId, index) => userId === this.#asked[index])) return;
    this.#asked = wanted;
    await this.#ask({ type: "watch_presence", user_ids: wanted }, () => {
      this.#asked = [];
    });
  }

  /** Who is shown, but for those of whom the server tells by itself. */
  #shownUntold(): number[] {
    const { user } = this.#client.session.state.snapshot();
    const rooms = this.#client.myRooms.state.snapshot().rooms.filter(({ type }) => type === "direct");
    const directs = new Set(rooms.flatMap(({ people }) => people.map(({ user_id: userId }) => userId)));
    if (user !== undefined) directs.delete(user.id);
    const told = directs.size <= directsToldMax && !this.#isLate ? directs : new Set<number>();
    return [...this.#listeners.keys()].filter((userId) => !told.has(userId));
  }

  /** Refused for now, it is asked again as the server says: `onRefused` makes that it is found to be due. */
  async #ask(frame: ClientFrame, onRefused: () => void): Promise<void> {
    try {
      await this.#client.connection.request(frame);
    } catch (cause) {
      const error = toHubbubError(cause);
      // A new connection asks for all of it again.
      if (!error.retryable || !this.#mayAsk) return;
      onRefused();
      this.#sayLater(error.retryAfterMs ?? presenceAgainMs);
    }
  }
}

type OwnPresence = "online" | "away";
