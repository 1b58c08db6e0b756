import { reactToMessage } from "../../messages/react-to-message.ts";
import type { CommandOf } from "../command.ts";
import type { CommandAnswer, CommandCall } from "../command-call.ts";
import { roomMeant } from "../room-meant.ts";

export async function react(command: CommandOf<"react">, call: CommandCall): CommandAnswer {
  const { session, services, actor, receivedUs } = call;
  const roomId = roomMeant(session, command.room_id);
  const { seq, emoji, on } = command;
  await reactToMessage(services.messages, actor, { roomId, seq, emoji, on, receivedUs });
  return { type: "ok", room_id: roomId };
}
