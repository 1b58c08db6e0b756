import { crowdSize, maxRoomsPerMembersRead, membersReadEveryMs } from "../../limits.ts";
import { Audience, type WatchingSocket } from "./watch-index.ts";

export interface OpenRoomsOptions {
  /** Of each room the ids of its members, or of one more than `limit` of them; in their order. */
  readonly readMembers: (roomIds: readonly number[], limit: number) => Promise<readonly (readonly number[])[]>;
  /** The audience watches these from now on: the members of a small room, nobody in a crowded one. */
  readonly onMembers: (audience: Audience, userIds: readonly number[]) => void;
  readonly warn: (error: unknown, message: string) => void;
}

interface OpenRoom {
  readonly audience: Audience;
  isCrowded: boolean;
}

/** The rooms that sockets of this instance have open, and who is a member of the small ones among them. */
export class OpenRooms {
  readonly #options: OpenRoomsOptions;
  readonly #rooms = new Map<number, OpenRoom>();
  /** Whose members are to be read. */
  readonly #due = new Set<number>();
  #timer: NodeJS.Timeout | undefined;
  #nextReadMs = 0;
  #stopped = false;

  constructor(options: OpenRoomsOptions) {
    this.#options = options;
  }

  enter(roomId: number, socket: WatchingSocket): Audience {
    let room = this.#rooms.get(roomId);
    if (room === undefined) {
      room = { audience: new Audience(), isCrowded: false };
      this.#rooms.set(roomId, room);
      this.#read(roomId);
    }
    room.audience.sockets.add(socket);
    return room.audience;
  }

  leave(roomId: number, socket: WatchingSocket): void {
    const room = this.#rooms.get(roomId);
    if (room === undefined || !room.audience.sockets.delete(socket) || room.audience.sockets.size > 0) return;
    this.#rooms.delete(roomId);
    this.#options.onMembers(room.audience, []);
  }

  /** A crowd that grows stays one. */
  membersChanged(roomId: number, change: "grew" | "shrank"): void {
    const room = this.#rooms.get(roomId);
    if (room !== undefined && !(room.isCrowded && change === "grew")) this.#read(roomId);
  }

  /** Whatever was said of members may be lost. */
  readAgain(): void {
    for (const roomId of this.#rooms.keys()) this.#read(roomId);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #read(roomId: number): void {
    this.#due.add(roomId);
    this.#plan();
  }

  #plan(): void {
    if (this.#stopped || this.#due.size === 0) return;
    this.#timer ??= setTimeout(() => void this.#readDue(), Math.max(0, this.#nextReadMs - performance.now()));
  }

  async #readDue(): Promise<void> {
    this.#nextReadMs = performance.now() + membersReadEveryMs;
    const roomIds = [...this.#due].slice(0, maxRoomsPerMembersRead);
    for (const roomId of roomIds) this.#due.delete(roomId);
    try {
      const members = await this.#options.readMembers(roomIds, crowdSize);
      for (const [index, roomId] of roomIds.entries()) this.#learn(roomId, members[index] ?? []);
    } catch (error) {
      for (const roomId of roomIds) if (this.#rooms.has(roomId)) this.#due.add(roomId);
      this.#options.warn(error, "the members of open rooms could not be read");
    }
    this.#timer = undefined;
    this.#plan();
  }

  #learn(roomId: number, userIds: readonly number[]): void {
    const room = this.#rooms.get(roomId);
    if (room === undefined) return;
    room.isCrowded = userIds.length > crowdSize;
    this.#options.onMembers(room.audience, room.isCrowded ? [] : userIds);
  }
}
