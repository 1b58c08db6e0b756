import { AppError } from "@hubbub/errors";
import { postMessage } from "../../messages/post-message.ts";
import type { CommandOf } from "../command.ts";
import type { CommandAnswer, CommandCall } from "../command-call.ts";
import { roomMeant } from "../room-meant.ts";

export async function sendMessage(command: CommandOf<"send_message">, call: CommandCall): CommandAnswer {
  const { session, services, actor, receivedUs } = call;
  if ((command.attachment_ids?.length ?? 0) > 0) {
    throw new AppError("invalid_argument", "Attachments are not available yet", { field: "attachment_ids" });
  }
  const roomId = roomMeant(session, command.room_id);
  const posted = postMessage(services.messages, actor, {
    roomId,
    content: command.content,
    clientMsgId: command.client_msg_id,
    replyTo: command.reply_to,
    receivedUs,
  });
  services.typing.stop(roomId, session.userId);
  const { seq, clientMsgId, createdAt, duplicate } = await posted;
  return {
    type: "message_ack",
    room_id: roomId,
    seq,
    client_msg_id: clientMsgId,
    created_at: createdAt.toISOString(),
    duplicate,
  };
}
