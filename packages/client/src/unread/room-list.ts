import type { CountedRoom } from "./counted-room.ts";

/** The rooms of one's own as far as this client knows them; immutable. */
export interface RoomList {
  readonly rooms: ReadonlyMap<number, CountedRoom>;
  /** Rooms that one reads without being a member. */
  readonly visited: ReadonlySet<number>;
  /** Something happened that only the server's list can tell. */
  readonly isStale: boolean;
}

export const emptyRoomList: RoomList = { rooms: new Map(), visited: new Set(), isStale: false };

export function putRoom(list: RoomList, room: CountedRoom): RoomList {
  if (list.rooms.get(room.room.id) === room) return list;
  const rooms = new Map(list.rooms).set(room.room.id, room);
  return { ...list, rooms, isStale: list.isStale || !room.isExact };
}

export function removeRoom(list: RoomList, roomId: number): RoomList {
  if (!list.rooms.has(roomId)) return list;
  const rooms = new Map(list.rooms);
  rooms.delete(roomId);
  return { ...list, rooms };
}
