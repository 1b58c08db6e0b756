import type { CountedRoom } from "./counted-room.ts";
import type { RoomList } from "./room-list.ts";

export function putRoom(list: RoomList, room: CountedRoom): RoomList {
  if (list.rooms.get(room.room.id) === room) return list;
  const rooms = new Map(list.rooms).set(room.room.id, room);
  return { ...list, rooms, isStale: list.isStale || !room.isExact };
}
