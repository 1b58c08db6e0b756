import { AppError } from "@hubbub/errors";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import { bannedError } from "./banned-error.ts";
import { maySeeRoom } from "./may-see-room.ts";
import { selectRoom } from "./room-queries.ts";
import type { RoomView } from "./room-view.ts";

/** Throws `room_not_found`, also for a room that the user may not see. */
export async function getRoom(db: ChatDatabase, userId: number, roomId: number): Promise<RoomView> {
  const room = await selectRoom(db, roomId, userId);
  if (room === undefined || !maySeeRoom(room.kind, room.role)) {
    throw new AppError("room_not_found", undefined, { field: "room_id" });
  }
  return room;
}

/** The same, for reading what is in it: throws `forbidden` for who is banned. */
export async function getRoomToRead(db: ChatDatabase, userId: number, roomId: number): Promise<RoomView> {
  const room = await getRoom(db, userId, roomId);
  if (room.banned && room.role === undefined) throw bannedError();
  return room;
}
