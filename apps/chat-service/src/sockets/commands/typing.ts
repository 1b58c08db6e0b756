import { AppError } from "@hubbub/errors";
import type { CommandOf } from "../command.ts";
import type { CommandAnswer, CommandCall } from "../command-call.ts";
import { roomMeant } from "../room-meant.ts";

/** Has no answer, unless it is refused. */
export async function typing(command: CommandOf<"typing">, { session, services, actor }: CommandCall): CommandAnswer {
  const roomId = roomMeant(session, command.room_id);
  if (!session.rooms.has(roomId)) throw new AppError("forbidden", "Join the room first", { field: "room_id" });
  if (command.is_typing) services.typing.start(roomId, { user_id: actor.userId, username: actor.username });
  else services.typing.stop(roomId, actor.userId);
  return undefined;
}
