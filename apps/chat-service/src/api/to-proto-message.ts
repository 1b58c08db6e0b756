import type { Message, Quote } from "@hubbub/grpc-api/messages";
import type { Message as WireMessage, Quote as WireQuote } from "@hubbub/ws-protocol";

export function toProtoMessage(message: WireMessage): Message {
  return {
    id: message.id,
    roomId: message.room_id,
    seq: message.seq,
    userId: message.user_id,
    username: message.username,
    content: message.content,
    clientMsgId: message.client_msg_id,
    createdAt: new Date(message.created_at),
    replyTo: message.reply_to,
    quote: toProtoQuote(message.quote),
    editedAt: toDate(message.edited_at),
    deletedAt: toDate(message.deleted_at),
    reactions: message.reactions.map(({ emoji, user_ids }) => ({ emoji, userIds: user_ids })),
    updatedSeq: message.updated_seq,
  };
}

function toProtoQuote(quote: WireQuote | undefined): Quote | undefined {
  if (quote === undefined) return undefined;
  const { seq, user_id, username, content, deleted } = quote;
  return { seq, userId: user_id, username, content, deleted };
}

function toDate(time: string | undefined): Date | undefined {
  return time === undefined ? undefined : new Date(time);
}
