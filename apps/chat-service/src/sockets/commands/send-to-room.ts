import type { ServerFrameOf } from "@hubbub/ws-protocol";
import { postMessage } from "../../messages/post-message.ts";
import type { Appended } from "../../room-log/append/appended.ts";
import type { CommandOf } from "./command.ts";
import type { CommandAnswer, CommandCall } from "./command-call.ts";

/** Posts what a command says to a room, and lets the next one begin once it is in the writer's queue. */
export function sendToRoom(
  room: { readonly id: number; readonly directKey?: string },
  message: Omit<CommandOf<"broadcast">, "type"> & Pick<CommandOf<"send_message">, "thread_seq" | "in_room">,
  { session, services, actor, receivedUs, proceed }: CommandCall,
): CommandAnswer {
  const posted = {
    roomId: room.id,
    directKey: room.directKey,
    content: message.content,
    clientMsgId: message.client_msg_id,
    replyTo: message.reply_to,
    threadSeq: message.thread_seq,
    inRoom: message.in_room,
    attachmentIds: message.attachment_ids,
    linkPreviews: message.link_previews,
    receivedUs,
  };
  return postMessage(services.messages, actor, posted, () => {
    proceed();
    services.typing.stop(room.id, session.userId);
  }).then(toAck);
}

function toAck({ roomId, seq, clientMsgId, createdAt, duplicate }: Appended): ServerFrameOf<"message_ack"> {
  return {
    type: "message_ack",
    room_id: roomId,
    seq,
    client_msg_id: clientMsgId,
    created_at: createdAt.toISOString(),
    duplicate,
  };
}
