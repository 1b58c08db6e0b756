import type { Recipient } from "./recipient.ts";

/** A person with a socket on this instance. There are as many as sockets: nothing here may cost much. */
export interface ConnectedPerson {
  readonly userId: number;
  readonly sockets: ConnectedSocket[];
  /** As last read; empty before the first read. */
  rooms: readonly ConnectedRoom[];
}

/** A room with members who are connected to this instance. */
export interface ConnectedRoom {
  readonly roomId: number;
  /** Its newest message that sockets here were told of, or are about to be. */
  head: number;
  /** When it was last heard that somebody called everybody in it, as `performance.now()` counts. */
  calledMs?: number;
  readonly people: Set<ConnectedPerson>;
}

/** One socket, and what it is still to be told. */
export interface ConnectedSocket {
  readonly recipient: Recipient;
  /** It was told which rooms have unread messages, and is told what changes since. */
  greeted: boolean;
  /** When the next `room_activity` may go out, as `performance.now()` counts. */
  notBeforeMs: number;
  /** Rooms whose head it does not know yet. */
  untold: Set<ConnectedRoom> | undefined;
}

/** Who is connected to this instance, with which sockets, and which rooms they are members of. */
export class ConnectedPeople {
  readonly #people = new Map<number, ConnectedPerson>();
  readonly #rooms = new Map<number, ConnectedRoom>();
  #memberships = 0;

  /** People. */
  get size(): number {
    return this.#people.size;
  }

  get roomCount(): number {
    return this.#rooms.size;
  }

  /** Pairs of a person and a room. */
  get membershipCount(): number {
    return this.#memberships;
  }

  all(): IterableIterator<ConnectedPerson> {
    return this.#people.values();
  }

  /** May be gone through over several turns of the event loop, while people come and go. */
  *everySocket(): Generator<ConnectedSocket> {
    for (const { sockets } of this.#people.values()) yield* sockets.slice();
  }

  get(userId: number): ConnectedPerson | undefined {
    return this.#people.get(userId);
  }

  /** False once the last socket is gone, also where the same person came back since. */
  has(person: ConnectedPerson): boolean {
    return this.#people.get(person.userId) === person;
  }

  room(roomId: number): ConnectedRoom | undefined {
    return this.#rooms.get(roomId);
  }

  add(recipient: Recipient): { readonly person: ConnectedPerson; readonly isFirst: boolean } {
    const { userId } = recipient;
    const known = this.#people.get(userId);
    const person = known ?? { userId, sockets: [], rooms: [] };
    person.sockets.push({ recipient, greeted: false, notBeforeMs: 0, untold: undefined });
    if (known === undefined) this.#people.set(userId, person);
    return { person, isFirst: known === undefined };
  }

  /** Does nothing for a socket that was never added. */
  remove(recipient: Recipient): { readonly socket: ConnectedSocket; readonly lastOf?: ConnectedPerson } | undefined {
    const person = this.#people.get(recipient.userId);
    const at = person?.sockets.findIndex((socket) => socket.recipient === recipient) ?? -1;
    const socket = person?.sockets[at];
    if (person === undefined || socket === undefined) return undefined;
    person.sockets.splice(at, 1);
    if (person.sockets.length > 0) return { socket };
    this.#people.delete(person.userId);
    for (const room of person.rooms) this.#takeOut(person, room);
    return { socket, lastOf: person };
  }

  /** Makes the person a member of exactly these rooms; answers those that are new. */
  setRooms(person: ConnectedPerson, roomIds: readonly number[]): readonly ConnectedRoom[] {
    const before = person.rooms;
    person.rooms = roomIds.map((roomId) => this.#obtain(roomId));
    const entered = person.rooms.filter((room) => !room.people.has(person));
    for (const room of entered) room.people.add(person);
    this.#memberships += entered.length;
    if (before.length + entered.length > person.rooms.length) {
      const now = new Set(person.rooms);
      for (const room of before) if (!now.has(room)) this.#takeOut(person, room);
    }
    return entered;
  }

  leaveRoom(person: ConnectedPerson, roomId: number): void {
    const room = person.rooms.find((each) => each.roomId === roomId);
    if (room === undefined) return;
    person.rooms = person.rooms.filter((each) => each !== room);
    this.#takeOut(person, room);
  }

  #obtain(roomId: number): ConnectedRoom {
    const known = this.#rooms.get(roomId);
    if (known !== undefined) return known;
    const room: ConnectedRoom = { roomId, head: 0, people: new Set() };
    this.#rooms.set(roomId, room);
    return room;
  }

  #takeOut(person: ConnectedPerson, room: ConnectedRoom): void {
    if (room.people.delete(person)) this.#memberships -= 1;
    if (room.people.size === 0) this.#rooms.delete(room.roomId);
  }
}
