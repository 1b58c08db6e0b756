import { postMessage } from "../messages/post-message.ts";
import type { CommandOf } from "./command.ts";
import type { CommandAnswer, CommandCall } from "./command-call.ts";

/** Posts what a command says to a room. Enters the writer's queue before it returns. */
export async function sendToRoom(
  room: { readonly id: number; readonly directKey?: string },
  message: Omit<CommandOf<"broadcast">, "type">,
  { session, services, actor, receivedUs, proceed }: CommandCall,
): CommandAnswer {
  const posted = postMessage(services.messages, actor, {
    roomId: room.id,
    directKey: room.directKey,
    content: message.content,
    clientMsgId: message.client_msg_id,
    replyTo: message.reply_to,
    receivedUs,
  });
  proceed();
  services.typing.stop(room.id, session.userId);
  const { seq, clientMsgId, createdAt, duplicate } = await posted;
  return {
    type: "message_ack",
    room_id: room.id,
    seq,
    client_msg_id: clientMsgId,
    created_at: createdAt.toISOString(),
    duplicate,
  };
}
