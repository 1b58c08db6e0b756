import { accountSubject } from "@hubbub/rate-limits";
import { assertNoProblem } from "../../messages/assert-no-problem.ts";
import { problemOfPost } from "../../room-log/kinds/message.ts";
import { openDirectRoom } from "../../rooms/direct/open-direct-room.ts";
import { toDirectKey } from "../../rooms/direct/to-direct-key.ts";
import { findByUsername } from "../../rooms/find-by-username.ts";
import type { CommandOf } from "./command.ts";
import type { CommandAnswer, CommandCall } from "./command-call.ts";
import { sendToRoom } from "./send-to-room.ts";

/** To a person by name, whether or not the two have written each other before. */
export async function dm(command: CommandOf<"dm">, call: CommandCall): CommandAnswer {
  const { actor, services } = call;
  // First: what cannot be sent shall not leave an empty room behind.
  assertNoProblem(problemOfPost({ content: command.content, attachmentIds: command.attachment_ids }));
  services.messages.fairUse.check(accountSubject(actor.userId), { name: "messages" });
  const { users, directRooms } = services.rooms;
  const other = await findByUsername(users, command.to, "to");
  const directKey = toDirectKey(actor.userId, other.userId);
  try {
    const roomId = directRooms.get(directKey) ?? (await openDirectRoom(services.rooms, actor, other));
    directRooms.set(directKey, roomId);
    return await sendToRoom({ id: roomId, directKey }, command, call);
  } catch (error) {
    // Whatever it was: the next time the room is looked up.
    directRooms.delete(directKey);
    throw error;
  }
}
