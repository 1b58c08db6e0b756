import type { RoomList } from "./room-list.ts";

export function removeRoom(list: RoomList, roomId: number): RoomList {
  if (!list.rooms.has(roomId)) return list;
  const rooms = new Map(list.rooms);
  rooms.delete(roomId);
  return { ...list, rooms };
}
