import { AppError } from "@hubbub/errors";
import { announcementsRoomId } from "@hubbub/ws-protocol";
import type { CommandOf } from "./command.ts";
import type { CommandAnswer, CommandCall } from "./command-call.ts";
import { roomMeant } from "./room-meant.ts";

/**
 * Has no answer, unless it is refused. Who begins too often, or may not write there, is not heard, without a word; that
 * somebody stopped always is, of who was heard.
 */
export async function typing(command: CommandOf<"typing">, { session, services, actor }: CommandCall): CommandAnswer {
  const roomId = roomMeant(session, command.room_id);
  if (!session.rooms.has(roomId)) throw new AppError("forbidden", "Join the room first", { field: "room_id" });
  // Everybody reads the announcements: who may not write there shall not be seen by all of them either.
  if (!command.is_typing) services.typing.stop(roomId, actor.userId);
  else if (roomId === announcementsRoomId && !actor.serverAdmin) {
    throw new AppError("forbidden", "Only server admins write announcements", { field: "room_id" });
  } else if (session.allowance.mayType(performance.now())) {
    services.typing.start({ roomId, threadSeq: command.thread_seq }, actor);
  } else services.metrics.limited("typing");
  return undefined;
}
