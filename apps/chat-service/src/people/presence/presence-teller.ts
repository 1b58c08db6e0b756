import { encodeFrame } from "../../delivery/encode-frame.ts";
import {
  maxPeoplePerPresence,
  maxPeoplePerPresenceRead,
  maxSignalBufferedBytes,
  maxSocketsPerPresenceTurn,
  presenceTellMs,
  presenceTickMs,
} from "../../limits.ts";
import type { PeopleMetrics } from "../people-metrics.ts";
import { isSameState, type PersonState } from "./person-state.ts";
import type { Watched, WatchingSocket } from "./watch-index.ts";

export interface PresenceTellerOptions {
  /** How these people are now, all of them; undefined while that cannot be known. */
  readonly readStates: (userIds: readonly number[]) => Promise<ReadonlyMap<number, PersonState> | undefined>;
  /** Pairs of a watcher and somebody where one has blocked the other, whichever. */
  readonly readBlocks: (watcherIds: readonly number[], userIds: readonly number[]) => Promise<readonly BlockedPair[]>;
  readonly metrics: Pick<PeopleMetrics, "frames" | "dropped">;
  readonly warn: (error: unknown, message: string) => void;
}

export type BlockedPair = readonly [oneId: number, otherId: number];

/**
 * Tells sockets how those whom they watch are: asks for whoever may have changed, many at once, and tells each socket at
 * most once a second what is news to it. What cannot be asked or told now is tried again.
 */
export class PresenceTeller {
  readonly #options: PresenceTellerOptions;
  /** To be asked for, because something may have changed. */
  readonly #due = new Set<Watched>();
  /** To be asked for where nothing else is to be: a look at everybody must not hold back what changes. */
  readonly #again = new Set<Watched>();
  /** Sockets that have something to be told, and of whom. */
  readonly #untold = new Map<WatchingSocket, Set<Watched>>();
  #timer: NodeJS.Timeout | undefined;
  #nextRunMs = 0;
  #running = false;
  #stopped = false;

  constructor(options: PresenceTellerOptions) {
    this.#options = options;
  }

  get due(): number {
    return this.#due.size + this.#again.size;
  }

  get waiting(): number {
    return this.#untold.size;
  }

  /** Something may have changed. */
  ask(watched: Watched): void {
    this.#due.add(watched);
    this.#plan();
  }

  /** Whatever may have changed of them may be lost. */
  askAgain(people: Iterable<Watched>): void {
    for (const watched of people) this.#again.add(watched);
    this.#plan();
  }

  /** The socket shall hear how they are, also where that is no news. */
  tell(socket: WatchingSocket, people: Iterable<Watched>): void {
    for (const watched of people) {
      this.#owe(socket, watched);
      if (watched.state === undefined) this.#due.add(watched);
    }
    this.#plan();
  }

  /** The socket needs not hear of this one any more. */
  tellNoMore(socket: WatchingSocket, watched: Watched): void {
    this.#untold.get(socket)?.delete(watched);
  }

  forget(socket: WatchingSocket): void {
    socket.gone = true;
    this.#untold.delete(socket);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#untold.clear();
    this.#due.clear();
    this.#again.clear();
  }

  #plan(): void {
    if (this.#running || this.#stopped || this.due + this.waiting === 0) return;
    this.#timer ??= setTimeout(() => void this.#run(), Math.max(0, this.#nextRunMs - performance.now()));
  }

  async #run(): Promise<void> {
    this.#timer = undefined;
    this.#running = true;
    this.#nextRunMs = performance.now() + presenceTickMs;
    try {
      await this.#readDue();
      await this.#tellWaiting();
    } catch (error) {
      this.#options.warn(error, "who is here could not be read");
    }
    this.#running = false;
    this.#plan();
  }

  async #readDue(): Promise<void> {
    const changed = take(this.#due, maxPeoplePerPresenceRead);
    const others = take(this.#again, maxPeoplePerPresenceRead - changed.length);
    const userIds = [...new Set([...changed, ...others].map(({ userId }) => userId))];
    if (userIds.length === 0) return;
    const states = await this.#options.readStates(userIds).catch((error: unknown) => {
      this.#options.warn(error, "who is here could not be read");
      return undefined;
    });
    this.#learnAll(changed, this.#due, states);
    this.#learnAll(others, this.#again, states);
  }

  /** Those of whom nothing was found out go back to where they waited. */
  #learnAll(
    people: readonly Watched[],
    queue: Set<Watched>,
    states: ReadonlyMap<number, PersonState> | undefined,
  ): void {
    for (const watched of people) {
      const state = states?.get(watched.userId);
      if (state === undefined) queue.add(watched);
      else this.#learn(watched, state);
    }
  }

  #learn(watched: Watched, state: PersonState): void {
    const isNews = watched.state === undefined || !isSameState(watched.state, state);
    watched.state = state;
    if (!isNews || this.#stopped) return;
    for (const { sockets } of watched.by) for (const socket of sockets) this.#owe(socket, watched);
  }

  #owe(socket: WatchingSocket, watched: Watched): void {
    const untold = this.#untold.get(socket);
    if (untold === undefined) this.#untold.set(socket, new Set([watched]));
    else untold.add(watched);
  }

  async #tellWaiting(): Promise<void> {
    const nowMs = performance.now();
    const ready = [...this.#untold.keys()].filter(
      ({ notBeforeMs, recipient }) => notBeforeMs <= nowMs && recipient.bufferedBytes() <= maxSignalBufferedBytes,
    );
    for (let at = 0; at < ready.length; at += maxSocketsPerPresenceTurn) {
      await this.#tellSome(ready.slice(at, at + maxSocketsPerPresenceTurn));
    }
  }

  async #tellSome(sockets: readonly WatchingSocket[]): Promise<void> {
    const news = sockets.flatMap((socket) => {
      const people = this.#take(socket);
      return people.length === 0 ? [] : [{ socket, people }];
    });
    if (news.length === 0) return;
    const watcherIds = new Set(news.map(({ socket }) => socket.recipient.userId));
    const userIds = new Set(news.flatMap(({ people }) => people.map(({ userId }) => userId)));
    try {
      const blocked = toLookup(await this.#options.readBlocks([...watcherIds], [...userIds]));
      for (const { socket, people } of news) this.#write(socket, people, blocked.get(socket.recipient.userId));
    } catch (error) {
      for (const { socket, people } of news) if (!socket.gone) this.tell(socket, people);
      throw error;
    }
  }

  /** What the socket can be told now of what it waits for; the rest goes on waiting. */
  #take(socket: WatchingSocket): Watched[] {
    const untold = this.#untold.get(socket) ?? new Set();
    const people: Watched[] = [];
    for (const watched of untold) {
      if (watched.by.size === 0) untold.delete(watched);
      else if (watched.state !== undefined && people.length < maxPeoplePerPresence) {
        untold.delete(watched);
        people.push(watched);
      }
    }
    if (untold.size === 0) this.#untold.delete(socket);
    return people;
  }

  #write(socket: WatchingSocket, people: readonly Watched[], blocked: ReadonlySet<number> | undefined): void {
    const users = people.map(({ userId, state = offline }) => ({
      user_id: userId,
      ...(blocked?.has(userId) === true ? offline : state),
    }));
    socket.notBeforeMs = performance.now() + presenceTellMs;
    socket.recipient.write([encodeFrame({ type: "presence", users })]);
    this.#options.metrics.frames.inc({ frame: "presence" });
  }
}

/** Out of the queue, those who waited longest; without those whom nobody watches any more. */
function take(queue: Set<Watched>, most: number): Watched[] {
  const taken: Watched[] = [];
  for (const watched of queue) {
    if (taken.length >= most) break;
    queue.delete(watched);
    if (watched.by.size > 0) taken.push(watched);
  }
  return taken;
}

/** What those are told of each other of whom one has blocked the other. */
const offline: PersonState = { state: "offline" };

function toLookup(pairs: readonly BlockedPair[]): ReadonlyMap<number, ReadonlySet<number>> {
  const lookup = new Map<number, Set<number>>();
  for (const [one, other] of pairs) {
    lookup.set(one, (lookup.get(one) ?? new Set()).add(other));
    lookup.set(other, (lookup.get(other) ?? new Set()).add(one));
  }
  return lookup;
}
