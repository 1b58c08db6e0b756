import { epochNowUs } from "@hubbub/service-runtime";
import { maxWatchPairs, presenceSweepMs } from "../../limits.ts";
import type { ChangeOrigin, Presence, PresenceChange } from "../../presence/presence.ts";
import type { Recipient } from "../connected/recipient.ts";
import type { PeopleMetrics } from "../people-metrics.ts";
import { LastSeen, type LastSeenOptions } from "./last-seen.ts";
import { OpenRooms, type OpenRoomsOptions } from "./open-rooms.ts";
import type { PersonState } from "./person-state.ts";
import { PresenceTeller, type PresenceTellerOptions } from "./presence-teller.ts";
import { Audience, type Watched, WatchIndex, type WatchingSocket } from "./watch-index.ts";

export interface PeoplePresenceOptions {
  /** Whose places are `places`. */
  readonly presence: Pick<Presence, "enter" | "exit" | "among">;
  readonly readMembers: OpenRoomsOptions["readMembers"];
  readonly readBlocks: PresenceTellerOptions["readBlocks"];
  readonly lastSeen: Pick<LastSeenOptions, "read" | "write">;
  readonly metrics: PeopleMetrics;
  /** Something failed that will be tried again. */
  readonly warn: (error: unknown, message: string) => void;
}

/**
 * Where people are in the store: whoever has a socket whose client has not said `away`, and whoever has one whose client has. Of two
 * that are asked for one after the other `active` is the first, and who comes from one into the other is in both for a while.
 */
export const places = { away: 1, active: 2 } as const;

interface Client extends WatchingSocket {
  isAway: boolean;
  /** Whom it asked for, once it did. */
  list: Audience | undefined;
  /** Those that it has open. */
  readonly rooms: Map<number, Audience>;
}

/**
 * Whether people are online, away or offline, over all instances, for the sockets of this instance that watch them: those
 * of whom they have a direct room, the members of the small rooms that they have open, and whom they asked for. Who has
 * blocked somebody is offline to them, and they are offline to who has blocked.
 */
export class PeoplePresence {
  readonly #options: PeoplePresenceOptions;
  readonly #clients = new Map<Recipient, Client>();
  /** By person: their sockets, and with whom they have a direct room. */
  readonly #directs = new Map<number, Audience>();
  readonly #index: WatchIndex;
  readonly #rooms: OpenRooms;
  readonly #lastSeen: LastSeen;
  readonly #teller: PresenceTeller;
  readonly #sweep: NodeJS.Timeout;

  constructor(options: PeoplePresenceOptions) {
    const { readMembers, readBlocks, lastSeen, metrics, warn } = options;
    this.#options = options;
    this.#index = new WatchIndex({
      maxPairs: maxWatchPairs,
      onRefused: (people) => metrics.dropped.inc({ reason: "watched_people" }, people),
    });
    this.#rooms = new OpenRooms({ readMembers, onMembers: (...members) => this.#watch(...members), warn });
    this.#lastSeen = new LastSeen({ ...lastSeen, metrics, warn });
    this.#teller = new PresenceTeller({
      readStates: (userIds) => this.#readStates(userIds),
      readBlocks,
      metrics,
      warn,
    });
    this.#sweep = setInterval(() => this.lookAgain(), presenceSweepMs);
    metrics.observePresence(() => ({
      watched: this.#index.size,
      watchPairs: this.#index.pairs,
      waitingReads: this.#teller.due,
      waitingSockets: this.#teller.waiting,
      waitingLastSeen: this.#lastSeen.waiting,
    }));
  }

  /** The socket authenticated, for the first time; earlier clients do not say whether somebody sits before them. */
  connected(recipient: Recipient, state: "online" | "away" = "online"): void {
    const client: Client = {
      recipient,
      notBeforeMs: 0,
      gone: false,
      isAway: state === "away",
      list: undefined,
      rooms: new Map(),
    };
    this.#clients.set(recipient, client);
    const directs = this.#directs.get(recipient.userId) ?? new Audience();
    directs.sockets.add(client);
    this.#directs.set(recipient.userId, directs);
    this.#teller.tell(client, directs.watched);
    this.#options.presence.enter(placeOf(client), toPerson(recipient));
  }

  /** The socket is gone. Does nothing for one that never authenticated. */
  disconnected(recipient: Recipient): void {
    const client = this.#clients.get(recipient);
    if (client === undefined) return;
    this.#clients.delete(recipient);
    this.#teller.forget(client);
    for (const roomId of client.rooms.keys()) this.#rooms.leave(roomId, client);
    if (client.list !== undefined) this.#watch(client.list, []);
    const { userId } = recipient;
    const directs = this.#directs.get(userId);
    if (directs?.sockets.delete(client) === true && directs.sockets.size === 0) {
      this.#directs.delete(userId);
      this.#watch(directs, []);
      // Who is away was here before.
      if (!client.isAway) this.#lastSeen.seen(userId, Math.floor(epochNowUs() / 1000), { write: true });
    }
    this.#options.presence.exit(placeOf(client), userId);
  }

  /** What the client says of who sits before it. */
  set(recipient: Recipient, state: "online" | "away"): void {
    const client = this.#clients.get(recipient);
    const isAway = state === "away";
    if (client === undefined || client.isAway === isAway) return;
    const before = placeOf(client);
    client.isAway = isAway;
    this.#options.presence.enter(placeOf(client), toPerson(recipient));
    this.#options.presence.exit(before, recipient.userId, isAway ? "at_once" : "after_grace");
  }

  /** The socket watches these by name from now on, instead of those before. */
  watch(recipient: Recipient, userIds: readonly number[]): void {
    const client = this.#clients.get(recipient);
    if (client === undefined) return;
    client.list ??= new Audience();
    client.list.sockets.add(client);
    const before = client.list.watched;
    this.#index.set(client.list, userIds);
    for (const watched of before) if (!this.#watches(client, watched)) this.#teller.tellNoMore(client, watched);
    this.#teller.tell(client, client.list.watched);
  }

  /** With whom somebody who is connected has direct rooms. */
  directsRead(userId: number, otherIds: readonly number[]): void {
    const directs = this.#directs.get(userId);
    if (directs !== undefined) this.#watch(directs, otherIds);
  }

  joined(recipient: Recipient, roomId: number): void {
    const client = this.#clients.get(recipient);
    if (client === undefined || !recipient.isIn(roomId)) return;
    const audience = this.#rooms.enter(roomId, client);
    client.rooms.set(roomId, audience);
    this.#teller.tell(client, audience.watched);
  }

  left(recipient: Recipient, roomId: number): void {
    const client = this.#clients.get(recipient);
    if (client?.rooms.delete(roomId) === true) this.#rooms.leave(roomId, client);
  }

  /** A committed batch took in or removed members. */
  membersChanged(roomId: number, { added, removed }: { added?: readonly number[]; removed?: readonly number[] }): void {
    if (removed !== undefined) this.#rooms.membersChanged(roomId, "shrank");
    else if (added !== undefined) this.#rooms.membersChanged(roomId, "grew");
  }

  /** `PresenceHandlers.onChange`. */
  changed(placeId: number, { joined, left }: PresenceChange, { atMs, foundHere }: ChangeOrigin): void {
    for (const { user_id: userId } of [...joined, ...left]) {
      // Who comes back is written down as well: an end of everything tells nobody.
      if (placeId === places.active) this.#lastSeen.seen(userId, atMs, { write: foundHere });
      const watched = this.#index.find(userId);
      if (watched !== undefined) this.#teller.ask(watched);
    }
  }

  /** One of the two has blocked the other, or does no more. */
  blockChanged([one, other]: readonly [number, number]): void {
    this.#tellOf(one, other);
    this.#tellOf(other, one);
  }

  /** Whatever was said of people and of rooms may be lost. */
  lookAgain(): void {
    this.#teller.askAgain(this.#index.all());
    this.#rooms.readAgain();
  }

  /** When people were here last is still written. */
  async stop(): Promise<void> {
    clearInterval(this.#sweep);
    this.#teller.stop();
    this.#rooms.stop();
    await this.#lastSeen.stop();
  }

  #watch(audience: Audience, userIds: readonly number[]): void {
    const entered = this.#index.set(audience, userIds);
    if (entered.length > 0) for (const socket of audience.sockets) this.#teller.tell(socket, entered);
  }

  #watches(client: Client, watched: Watched): boolean {
    const audiences = [client.list, this.#directs.get(client.recipient.userId), ...client.rooms.values()];
    return audiences.some((audience) => audience?.watched.has(watched) === true);
  }

  #tellOf(watcherId: number, userId: number): void {
    const watched = this.#index.find(userId);
    if (watched === undefined) return;
    for (const { sockets } of watched.by) {
      for (const socket of sockets) if (socket.recipient.userId === watcherId) this.#teller.tell(socket, [watched]);
    }
  }

  async #readStates(userIds: readonly number[]): Promise<ReadonlyMap<number, PersonState> | undefined> {
    const { presence } = this.#options;
    const [active, away] = await Promise.all([
      presence.among(places.active, userIds),
      presence.among(places.away, userIds),
    ]);
    if (active === undefined || away === undefined) return undefined;
    const seen = await this.#lastSeen.of(userIds.filter((userId) => !active.has(userId)));
    const toState = (userId: number): PersonState => {
      if (active.has(userId)) return { state: "online" };
      const state = away.has(userId) ? "away" : "offline";
      const seenMs = seen.get(userId);
      return seenMs === undefined ? { state } : { state, last_seen: new Date(seenMs).toISOString() };
    };
    return new Map(userIds.map((userId) => [userId, toState(userId)]));
  }
}

function placeOf({ isAway }: Client): number {
  return isAway ? places.away : places.active;
}

/** The store lists people by id alone: nobody asks it for names. */
function toPerson({ userId }: Recipient) {
  return { user_id: userId, username: "" };
}
