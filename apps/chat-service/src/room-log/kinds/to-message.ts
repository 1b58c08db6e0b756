import type { Message } from "@hubbub/ws-protocol";
import type { RowOf } from "./log-kind.ts";
import type { MessageBody } from "./message.ts";

/** A message as pages, frames and answers show it, with all that later events made of it. */
export function toMessage(event: RowOf<MessageBody>): Message {
  const { roomId, seq, body, state = {} } = event;
  const deleted = state.deleted_at !== undefined;
  return {
    id: `${roomId}:${seq}`,
    room_id: roomId,
    seq,
    user_id: event.actorId,
    username: body.username,
    content: deleted ? "" : (state.content ?? body.content),
    client_msg_id: event.clientMsgId ?? "",
    created_at: event.createdAt.toISOString(),
    ...(body.reply_to === undefined ? {} : { reply_to: body.reply_to }),
    ...(state.edited_at === undefined ? {} : { edited_at: state.edited_at }),
    ...(state.deleted_at === undefined ? {} : { deleted_at: state.deleted_at }),
    reactions: (state.reactions ?? []).map(({ emoji, user_ids }) => ({ emoji, user_ids })),
    ...(state.updated_seq === undefined ? {} : { updated_seq: state.updated_seq }),
  };
}
