import { AppError } from "@hubbub/errors";
import { announcementsRoomId } from "@hubbub/ws-protocol";
import type { CommandOf } from "./command.ts";
import type { CommandAnswer, CommandCall } from "./command-call.ts";
import { sendToRoom } from "./send-to-room.ts";

/** To everybody who is connected, and to the announcements for those who are not. Server admins only. */
export async function broadcast(command: CommandOf<"broadcast">, call: CommandCall): CommandAnswer {
  if (!call.actor.serverAdmin) throw new AppError("forbidden", "Only server admins may broadcast");
  return sendToRoom({ id: announcementsRoomId }, command, call);
}
