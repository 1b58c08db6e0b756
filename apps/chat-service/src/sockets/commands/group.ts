import { findRoomByName } from "../../rooms/find-room-by-name.ts";
import type { CommandOf } from "./command.ts";
import type { CommandAnswer, CommandCall } from "./command-call.ts";
import { sendToRoom } from "./send-to-room.ts";

/** To a room by name. */
export async function group(command: CommandOf<"group">, call: CommandCall): CommandAnswer {
  const id = await findRoomByName(call.services.rooms, call.actor, command.to);
  return sendToRoom({ id }, command, call);
}
