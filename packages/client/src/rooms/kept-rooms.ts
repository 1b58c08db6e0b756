import type { ReceivedFrame } from "../connection/read-frame.ts";
import { roomsKept } from "../limits.ts";
import type { ChatRoom } from "./chat-room.ts";

/** The rooms that are open or were so lately. */
export class KeptRooms {
  readonly #newRoom: (roomId: number) => ChatRoom;
  /** The one used last comes last. */
  readonly #rooms = new Map<number, ChatRoom>();

  constructor(newRoom: (roomId: number) => ChatRoom) {
    this.#newRoom = newRoom;
  }

  /** The same object as long as the room is kept. */
  use(roomId: number): ChatRoom {
    const room = this.#rooms.get(roomId) ?? this.#newRoom(roomId);
    this.#rooms.delete(roomId);
    this.#rooms.set(roomId, room);
    this.#forgetOld();
    return room;
  }

  get(roomId: number): ChatRoom | undefined {
    return this.#rooms.get(roomId);
  }

  /** Gives a room's frame to that room, if it is kept. */
  receive(frame: ReceivedFrame): void {
    if ("room_id" in frame && frame.room_id !== undefined) this.#rooms.get(frame.room_id)?.receive(frame);
  }

  online(): void {
    for (const room of this.#rooms.values()) room.online();
  }

  offline(): void {
    for (const room of this.#rooms.values()) room.offline();
  }

  /** The list of one's rooms was read. */
  listed(rooms: ReadonlyMap<number, unknown>): void {
    for (const room of this.#rooms.values()) if (rooms.has(room.id)) room.listed();
  }

  blocksChanged(): void {
    for (const room of this.#rooms.values()) room.blocksChanged();
  }

  close(): void {
    for (const room of this.#rooms.values()) room.close();
  }

  clear(): void {
    this.#rooms.clear();
  }

  #forgetOld(): void {
    for (const [id, room] of this.#rooms) {
      if (this.#rooms.size <= roomsKept) return;
      const { status, pending } = room.state.snapshot();
      if (status === "closed" && pending.length === 0) this.#rooms.delete(id);
    }
  }
}
