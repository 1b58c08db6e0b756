import type { Attachment } from "@hubbub/grpc-api/attachments";
import {
  type Mentions,
  type Message,
  type Preview,
  type Quote,
  RoomCall,
  type Thread,
} from "@hubbub/grpc-api/messages";
import type {
  Attachment as WireAttachment,
  Mentions as WireMentions,
  Message as WireMessage,
  Preview as WirePreview,
  Quote as WireQuote,
  Thread as WireThread,
} from "@hubbub/ws-protocol";
import type { FileLinks } from "../files/links/file-links.ts";

/** Messages as answers show them, with links to the files that they bring along. */
export function protoMessages(links: Pick<FileLinks, "linkedMessage">): (message: WireMessage) => Message {
  return (message) => toProtoMessage(links.linkedMessage(message));
}

function toProtoMessage(message: WireMessage): Message {
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
    threadSeq: message.thread_seq,
    inRoom: message.in_room,
    thread: toProtoThread(message.thread),
    mentions: toProtoMentions(message.mentions),
    previews: (message.previews ?? []).map(toProtoPreview),
    editedAt: toDate(message.edited_at),
    deletedAt: toDate(message.deleted_at),
    reactions: message.reactions.map(({ emoji, user_ids }) => ({ emoji, userIds: user_ids })),
    updatedSeq: message.updated_seq,
    pinned: message.pinned,
    pinnedBy: message.pinned_by,
    pinnedAt: toDate(message.pinned_at),
    attachments: message.attachments?.map(toProtoAttachment) ?? [],
  };
}

export function toProtoAttachment(attachment: WireAttachment): Attachment {
  const { content_type: contentType, thumbnail_url: thumbnailUrl, ...file } = attachment;
  return {
    ...file,
    contentType,
    width: file.width,
    height: file.height,
    thumbhash: file.thumbhash,
    url: file.url,
    thumbnailUrl,
  };
}

function toProtoQuote(quote: WireQuote | undefined): Quote | undefined {
  if (quote === undefined) return undefined;
  const { seq, user_id, username, content, deleted } = quote;
  return { seq, userId: user_id, username, content, deleted };
}

function toProtoPreview({ url, title, description, site, image }: WirePreview): Preview {
  return { url, title, description, site, image: image === undefined ? undefined : toProtoImage(image) };
}

function toProtoImage({ content_type, thumbnail_url, ...image }: NonNullable<WirePreview["image"]>) {
  return { ...image, contentType: content_type, thumbnailUrl: thumbnail_url };
}

const calls = { here: RoomCall.ROOM_CALL_HERE, room: RoomCall.ROOM_CALL_ROOM } as const;

function toProtoMentions(mentions: WireMentions | undefined): Mentions | undefined {
  if (mentions === undefined) return undefined;
  const { user_ids: userIds, room } = mentions;
  return { userIds, room: room === undefined ? undefined : calls[room] };
}

function toProtoThread(thread: WireThread | undefined): Thread | undefined {
  if (thread === undefined) return undefined;
  const { reply_count, last_reply_seq, last_reply_at, user_ids, updated_seq } = thread;
  return {
    replyCount: reply_count,
    lastReplySeq: last_reply_seq,
    lastReplyAt: new Date(last_reply_at),
    userIds: user_ids,
    updatedSeq: updated_seq,
  };
}

function toDate(time: string | undefined): Date | undefined {
  return time === undefined ? undefined : new Date(time);
}
