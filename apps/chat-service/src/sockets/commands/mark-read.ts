import { markRead as mark } from "../../messages/mark-read.ts";
import type { CommandOf } from "./command.ts";
import type { CommandAnswer, CommandCall } from "./command-call.ts";
import { roomMeant } from "./room-meant.ts";

export async function markRead(command: CommandOf<"mark_read">, call: CommandCall): CommandAnswer {
  const roomId = roomMeant(call.session, command.room_id);
  await mark(call.services.messages, call.actor, { roomId, seq: command.seq, threadSeq: command.thread_seq });
  return { type: "ok", room_id: roomId };
}
