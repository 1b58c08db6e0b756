import { followThread as follow } from "../../messages/threads/follow-thread.ts";
import type { CommandOf } from "./command.ts";
import type { CommandAnswer, CommandCall } from "./command-call.ts";
import { roomMeant } from "./room-meant.ts";

export async function followThread(command: CommandOf<"follow_thread">, call: CommandCall): CommandAnswer {
  const roomId = roomMeant(call.session, command.room_id);
  await follow(call.services.messages, call.actor, { roomId, seq: command.seq, on: command.on });
  return { type: "ok", room_id: roomId };
}
