import { leaveJoinedRoom } from "../session/leave-joined-room.ts";
import type { CommandOf } from "./command.ts";
import type { CommandAnswer, CommandCall } from "./command-call.ts";
import { roomMeant } from "./room-meant.ts";

/** This socket reads the room no longer; membership stays. Leaving what was not joined is no error. */
export async function leaveRoom(command: CommandOf<"leave_room">, { session, services }: CommandCall): CommandAnswer {
  const roomId = roomMeant(session, command.room_id);
  leaveJoinedRoom(session, roomId, services);
  return { type: "room_left", room_id: roomId };
}
