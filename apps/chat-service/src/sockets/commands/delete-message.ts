import { deleteMessage as remove } from "../../messages/delete-message.ts";
import type { CommandOf } from "../command.ts";
import type { CommandAnswer, CommandCall } from "../command-call.ts";
import { roomMeant } from "../room-meant.ts";

export async function deleteMessage(command: CommandOf<"delete_message">, call: CommandCall): CommandAnswer {
  const { session, services, actor, receivedUs } = call;
  const roomId = roomMeant(session, command.room_id);
  await remove(services.messages, actor, { roomId, seq: command.seq, receivedUs });
  return { type: "ok", room_id: roomId };
}
