import { assertContent } from "../../messages/assert-content.ts";
import { openDirectRoom } from "../../rooms/open-direct-room.ts";
import type { CommandOf } from "../command.ts";
import type { CommandAnswer, CommandCall } from "../command-call.ts";
import { refuseAttachments } from "../refuse-attachments.ts";
import { sendToRoom } from "../send-to-room.ts";

/** To a person by name, whether or not the two have written each other before. */
export async function dm(command: CommandOf<"dm">, call: CommandCall): CommandAnswer {
  refuseAttachments(command);
  // First: what cannot be sent shall not leave an empty room behind.
  assertContent(command.content);
  const { rooms } = call.services;
  const other = await rooms.users.byUsername(command.to, "to");
  return sendToRoom(await openDirectRoom(rooms, call.actor, other), command, call);
}
