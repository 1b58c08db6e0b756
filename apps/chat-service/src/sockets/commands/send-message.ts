import type { CommandOf } from "./command.ts";
import type { CommandAnswer, CommandCall } from "./command-call.ts";
import { roomMeant } from "./room-meant.ts";
import { sendToRoom } from "./send-to-room.ts";

export function sendMessage(command: CommandOf<"send_message">, call: CommandCall): CommandAnswer {
  return sendToRoom({ id: roomMeant(call.session, command.room_id) }, command, call);
}
