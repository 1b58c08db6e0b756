import { setTimeout as pause } from "node:timers/promises";
import { type CheckOptions, checkRecords, type Finding } from "../checker/check-records.ts";
import type { RoomHistory, UnreadPlace } from "../checker/client-record.ts";
import { until } from "../system/until.ts";
import { ChaosClient } from "./chaos-client.ts";
import { readHead, readHistory, readLists, readUnread } from "./read-history.ts";
import { rest } from "./rest.ts";
import type { Person } from "./sign-up.ts";

export interface LoadSize {
  readonly clients: number;
  readonly rooms: number;
  readonly messagesPerSecond: number;
  readonly durationMs: number;
}

export interface LoadOptions {
  readonly size: LoadSize;
  readonly people: readonly Person[];
  /** Of the REST API. */
  readonly url: string;
  /** Where the nth client connects: to Nginx, or to an instance of its choice. */
  readonly socketUrl: (client: number) => string;
}

const roomsPerClient = 2;
/** Every so many names that are called one of these: rooms here are small enough for anybody to say them. */
const namesPerWord = 10;
const words = ["@room", "@here"];
const tickMs = 20;
const joinPatienceMs = 60_000;
let runs = 0;

/** Many clients that talk and listen in a few rooms, at a steady rate. Half of them wait for each ack. */
export class Load {
  readonly clients: readonly ChaosClient[];
  readonly rooms: readonly number[];
  readonly #options: LoadOptions;
  readonly #reader: Person;
  #sending: Promise<void> | undefined;
  #stopSending = false;
  #sent = 0;

  /** Makes the rooms and connects everybody; resolves when all have joined. */
  static async start(options: LoadOptions): Promise<Load> {
    const { url, people, size } = options;
    const owner = people[0]!;
    runs += 1;
    const names = Array.from({ length: size.rooms }, (_, index) => `Load ${runs}.${index} of ${owner.username}`);
    const rooms = await Promise.all(
      names.map((name) =>
        rest<{ id: number }>(url, "POST", "/api/v1/rooms", {
          token: owner.token,
          body: { name, type: "public" },
        }),
      ),
    );
    const load = new Load(
      options,
      rooms.map(({ id }) => id),
    );
    for (const client of load.clients) client.connect();
    await until("all clients are ready", joinPatienceMs, () => load.clients.every(({ ready }) => ready));
    return load;
  }

  private constructor(options: LoadOptions, rooms: readonly number[]) {
    const { people, size, socketUrl } = options;
    this.#options = options;
    this.#reader = people[0]!;
    this.rooms = rooms;
    const clients = people.slice(0, size.clients);
    const calls = callsOf(clients.filter(({ userId }) => userId !== this.#reader.userId));
    this.clients = clients.map(
      ({ userId, username, token }, index) =>
        new ChaosClient({
          name: `client ${index}`,
          userId,
          username,
          token,
          calls,
          url: socketUrl(index),
          clientAddress: `10.0.${index % 250}.1`,
          rooms: Array.from({ length: roomsPerClient }, (_, nth) => rooms[(index + nth * 7) % rooms.length]!),
          waitsForAck: index % 2 === 0,
        }),
    );
  }

  beginSending(): void {
    this.#sending = this.#sendSteadily();
  }

  async endSending(): Promise<void> {
    this.#stopSending = true;
    await this.#sending;
  }

  get sent(): number {
    return this.#sent;
  }

  /** Every client ready, and in every room it saw a message that was sent at `time` or later. */
  recoveredSince(time: number): boolean {
    return this.clients.every((client) => client.ready && client.sawSince(time));
  }

  /** Who is not there yet, for a message. */
  notRecoveredSince(time: number): string {
    return describe(this.clients.filter((client) => !client.ready || !client.sawSince(time)));
  }

  /** Waits until everything is acked and everyone has seen all there is. Call it when nobody sends any more. */
  async settle(timeoutMs: number): Promise<void> {
    const unsettled = () => this.clients.filter((client) => !client.settled);
    await until(
      () => `every client settled; ${describe(unsettled())}`,
      timeoutMs,
      () => {
        for (const client of this.clients) client.tick();
        return unsettled().length === 0;
      },
    );
    const heads = new Map<number, number>();
    const { url } = this.#options;
    for (const roomId of this.rooms) heads.set(roomId, await readHead(url, this.#reader.token, roomId));
    const behind = () =>
      this.clients.filter((client) => client.options.rooms.some((id) => client.position(id) < (heads.get(id) ?? 0)));
    await until(
      () => `every client at the head of its rooms; ${describe(behind())}`,
      timeoutMs,
      () => behind().length === 0 && unsettled().length === 0,
    );
  }

  history(roomId: number): Promise<RoomHistory> {
    return readHistory(this.#options.url, this.#reader.token, roomId);
  }

  /** Call it when everything has settled: what is unread must not move while it is read. */
  async check(options: CheckOptions): Promise<Finding[]> {
    const { url } = this.#options;
    const unread: ReadonlyMap<number, UnreadPlace>[] = [];
    for (const { options: who } of this.clients) unread.push(await readUnread(url, who));
    const histories: RoomHistory[] = [];
    for (const roomId of this.rooms) {
      const history = await this.history(roomId);
      const lists = await readLists(url, this.#reader.token, history);
      histories.push({ ...history, lists: { ...lists, unread: unread.flatMap((rooms) => rooms.get(roomId) ?? []) } });
    }
    return checkRecords(
      this.clients.map((client) => client.record()),
      histories,
      options,
    );
  }

  stop(): void {
    this.#stopSending = true;
    for (const client of this.clients) client.stop();
  }

  async #sendSteadily(): Promise<void> {
    const { messagesPerSecond } = this.#options.size;
    const startedAt = performance.now();
    while (!this.#stopSending) {
      const due = Math.floor(((performance.now() - startedAt) / 1_000) * messagesPerSecond);
      while (this.#sent < due) this.#sendNext();
      for (const client of this.clients) client.tick();
      await pause(tickMs);
    }
  }

  #sendNext(): void {
    const n = this.#sent;
    this.#sent += 1;
    const client = this.clients[n % this.clients.length]!;
    const round = Math.floor(n / this.clients.length);
    const { rooms, userId } = client.options;
    client.send(rooms[round % rooms.length]!, `${runs}-${userId}-${n}`);
  }
}

/** Not the owner's of all rooms, who is a member of those that their client has not joined. */
function callsOf(people: readonly Person[]): string[] {
  return people.flatMap(({ username }, index) =>
    index % namesPerWord === 0 ? [`@${username}`, words[(index / namesPerWord) % words.length]!] : [`@${username}`],
  );
}

function describe(clients: readonly ChaosClient[]): string {
  const some = clients.slice(0, 5).map((client) => {
    const { name, rooms } = client.options;
    const positions = rooms.map((id) => `${id}:${client.position(id)}`).join(" ");
    return `${name} (${client.ready ? "ready" : "not ready"}, ${client.unacked} unacked, at ${positions})`;
  });
  return `${clients.length} are not: ${some.join(", ")}`;
}
