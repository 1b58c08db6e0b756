import { editMessage as edit } from "../../messages/edit-message.ts";
import type { CommandOf } from "../command.ts";
import type { CommandAnswer, CommandCall } from "../command-call.ts";
import { roomMeant } from "../room-meant.ts";

export async function editMessage(command: CommandOf<"edit_message">, call: CommandCall): CommandAnswer {
  const { session, services, actor, receivedUs } = call;
  const roomId = roomMeant(session, command.room_id);
  await edit(services.messages, actor, { roomId, seq: command.seq, content: command.content, receivedUs });
  return { type: "ok", room_id: roomId };
}
