import { AppError } from "@hubbub/errors";
import type { SocketSession } from "../session/socket-session.ts";

/** The room that a command means: the one it names, or else the one joined last. Throws `invalid_argument`. */
export function roomMeant(session: SocketSession, roomId: number | undefined): number {
  const room = roomId ?? [...session.rooms].at(-1);
  if (room === undefined) {
    throw new AppError("invalid_argument", "Name a room: this socket has joined none", { field: "room_id" });
  }
  return room;
}
