import { encodeFrame } from "../../delivery/encode-frame.ts";
import {
  activityIntervalMs,
  activityTickMs,
  maxHeadsWhileReading,
  maxSignalBufferedBytes,
  maxRoomsPerPerson,
  maxSocketsPerTurn,
} from "../../limits.ts";
import type {
  ConnectedPeople,
  ConnectedPerson,
  ConnectedRoom,
  ConnectedSocket,
} from "../connected/connected-people.ts";
import { inTurns } from "../connected/in-turns.ts";
import type { Recipient } from "../connected/recipient.ts";
import type { Membership } from "../memberships/membership-queries.ts";
import type { PeopleMetrics } from "../people-metrics.ts";

export interface RoomActivityOptions {
  readonly people: ConnectedPeople;
  /** Whether memberships are being read: what is said of rooms that nobody here is in may concern who is being read. */
  readonly isReading: () => boolean;
  /** A new socket is told of these rooms with a message after the person's place. */
  readonly onGreeted: (recipient: Recipient, roomIds: readonly number[]) => void;
  readonly metrics: PeopleMetrics;
}

/**
 * Tells sockets of new messages in rooms that they have not joined: each head once, and each socket at most once a
 * second. A socket that is behind is told later, what is newest then.
 */
export class RoomActivity {
  readonly #options: RoomActivityOptions;
  readonly #waiting = new Set<ConnectedSocket>();
  readonly #headsWhileReading = new Map<number, number>();
  #timer: NodeJS.Timeout | undefined;
  #telling = false;
  #stopped = false;
  #last: { readonly room: ConnectedRoom; readonly head: number; readonly frames: readonly Uint8Array[] } | undefined;

  constructor(options: RoomActivityOptions) {
    this.#options = options;
  }

  /** Sockets that have something to be told. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** The room has a message up to here; with `isCall` one that calls everybody in it. */
  heard(roomId: number, head: number, isCall = false): void {
    const room = this.#options.people.room(roomId);
    if (room === undefined) return this.#keep(roomId, head);
    if (isCall) room.calledMs = performance.now();
    if (head <= room.head) return;
    room.head = head;
    for (const person of room.people) for (const socket of person.sockets) this.#owe(socket, room);
  }

  /** The messages up to here went to every socket of the person, but those that are `behind`. */
  handedOver(roomId: number, head: number, behind: readonly ConnectedSocket[]): void {
    const room = this.#options.people.room(roomId);
    if (room === undefined) return this.#keep(roomId, head);
    room.head = Math.max(room.head, head);
    for (const socket of behind) this.#owe(socket, room);
  }

  /** The person's memberships were read: `entered` are those that nobody knew of. */
  read(person: ConnectedPerson, memberships: readonly Membership[], entered: readonly ConnectedRoom[]): void {
    for (const { roomId, head } of memberships) {
      this.heard(roomId, Math.max(head, this.#headsWhileReading.get(roomId) ?? 0));
    }
    // A write may end a socket.
    for (const socket of person.sockets.slice()) {
      if (!socket.greeted) this.#greet(socket, memberships);
      else if (entered.length > 0) this.#tellOfRooms(socket, entered);
    }
  }

  /** No read is under way. */
  readsEnded(): void {
    this.#headsWhileReading.clear();
  }

  forget(socket: ConnectedSocket): void {
    this.#waiting.delete(socket);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#waiting.clear();
  }

  #keep(roomId: number, head: number): void {
    if (!this.#options.isReading()) return;
    const known = this.#headsWhileReading.get(roomId);
    if (known === undefined && this.#headsWhileReading.size >= maxHeadsWhileReading) {
      this.#options.metrics.dropped.inc({ reason: "heads_while_reading" });
    } else this.#headsWhileReading.set(roomId, Math.max(head, known ?? 0));
  }

  /** A new socket: which of the rooms have what the person has not read. */
  #greet(socket: ConnectedSocket, memberships: readonly Membership[]): void {
    socket.greeted = true;
    const unread = memberships.flatMap(({ roomId, lastReadSeq }) => {
      const room = this.#options.people.room(roomId);
      return room !== undefined && room.head > lastReadSeq ? [room] : [];
    });
    this.#tellOfRooms(socket, unread);
    const { recipient } = socket;
    this.#options.onGreeted(
      recipient,
      unread.map(({ roomId }) => roomId),
    );
  }

  /** At once, where that is not too often. */
  #tellOfRooms(socket: ConnectedSocket, rooms: readonly ConnectedRoom[]): void {
    for (const room of rooms) this.#owe(socket, room);
    this.#tryTell(socket);
  }

  #owe(socket: ConnectedSocket, room: ConnectedRoom): void {
    if (!socket.greeted || socket.recipient.isIn(room.roomId)) return;
    socket.untold ??= new Set();
    if (socket.untold.size >= maxRoomsPerPerson && !socket.untold.has(room)) {
      return this.#options.metrics.dropped.inc({ reason: "untold_rooms" });
    }
    socket.untold.add(room);
    this.#waiting.add(socket);
    this.#plan();
  }

  #plan(): void {
    if (this.#telling || this.#stopped || this.#waiting.size === 0) return;
    this.#timer ??= setTimeout(() => void this.#tellAll(), activityTickMs);
  }

  async #tellAll(): Promise<void> {
    this.#timer = undefined;
    this.#telling = true;
    await inTurns(this.#waiting, maxSocketsPerTurn, (socket) => this.#tryTell(socket));
    this.#telling = false;
    this.#plan();
  }

  #tryTell(socket: ConnectedSocket): void {
    const nowMs = performance.now();
    if (socket.untold === undefined || nowMs < socket.notBeforeMs) return;
    if (socket.recipient.bufferedBytes() > maxSignalBufferedBytes) return;
    const rooms = [...socket.untold].filter((room) => this.#concerns(room, socket));
    socket.untold = undefined;
    this.#waiting.delete(socket);
    if (rooms.length === 0) return;
    socket.notBeforeMs = nowMs + activityIntervalMs;
    socket.recipient.write(this.#frames(rooms));
    this.#options.metrics.frames.inc({ frame: "room_activity" });
  }

  /** It may have joined the room since, or the person may have left it. */
  #concerns(room: ConnectedRoom, { recipient }: ConnectedSocket): boolean {
    const person = this.#options.people.get(recipient.userId);
    return person !== undefined && room.people.has(person) && !recipient.isIn(room.roomId);
  }

  /** Mostly one busy room concerns all: its frame is made once. */
  #frames(rooms: readonly ConnectedRoom[]): readonly Uint8Array[] {
    const [room] = rooms;
    if (rooms.length > 1 || room === undefined) return [encode(rooms)];
    if (this.#last?.room !== room || this.#last.head !== room.head) {
      this.#last = { room, head: room.head, frames: [encode(rooms)] };
    }
    return this.#last.frames;
  }
}

function encode(rooms: readonly ConnectedRoom[]): Uint8Array {
  // Sockets are told once in a second, some time after it was heard.
  const sinceMs = performance.now() - 2 * activityIntervalMs;
  const heads = rooms.map(({ roomId, head, calledMs = Number.NEGATIVE_INFINITY }) => ({
    room_id: roomId,
    last_seq: head,
    ...(calledMs < sinceMs ? {} : { mentioned: true as const }),
  }));
  return encodeFrame({ type: "room_activity", rooms: heads });
}
