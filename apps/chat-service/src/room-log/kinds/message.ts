import { mentionedNames } from "@hubbub/markup";
import {
  type Attachment,
  maxAttachments,
  type Message,
  type Mentions,
  type Quote,
  quotedText,
  type Thread,
} from "@hubbub/ws-protocol";
import { maxCalledByMembers } from "../../limits.ts";
import {
  type CommandTarget,
  type FieldProblem,
  inLiveRooms,
  type LogKind,
  type Mentioned,
  type MessageState,
  type NamedPeople,
  noEffects,
  problemOfContent,
  type RowOf,
  type StoredAttachment,
  type StoredQuote,
  type StoredThread,
} from "./log-kind.ts";
import { toPreviews } from "./previews-changed.ts";

export interface MessageBody {
  username: string;
  content: string;
  reply_to?: number;
  /** Of a reply in a thread: its root, and that the room shows it as well. */
  thread_seq?: number;
  in_room?: true;
  /** Its author wants no previews of its links. */
  no_previews?: true;
  /** Whom the content names; absent where nobody can be. Messages of earlier releases never have it. */
  mentions?: readonly string[];
  /** Whom it calls; absent where no name is in the text, or where it could not be found out whose: then `mentions` count. */
  mentioned?: Mentioned;
  /** The files that it brings along. */
  attachments?: readonly StoredAttachment[];
}

export interface PostCommand extends CommandTarget {
  readonly do: "post";
  readonly content: string;
  readonly replyTo?: number | undefined;
  readonly threadSeq?: number | undefined;
  readonly inRoom?: boolean | undefined;
  /** Files of the sender's that nobody has seen yet, each once; with them the content may be empty. */
  readonly attachmentIds?: readonly string[] | undefined;
  /** `false`: its links get no previews. */
  readonly linkPreviews?: boolean | undefined;
  /** Whom the content names, where that could be found out. */
  readonly named?: NamedPeople | undefined;
  /** The direct room that this must be, where the sender remembered its id: `unavailable` if it is another. */
  readonly directKey?: string | undefined;
}

export const message: LogKind<"message", MessageBody, PostCommand> = {
  frame: toMessage,
  effects: noEffects,
  commands: { post: { step: "post", problem: problemOfPost, item: toMessageBody, ...inLiveRooms } },
  refusals: {
    other_room: { code: "unavailable" },
    reply_not_found: { code: "message_not_found", field: "reply_to", message: "There is no such message to answer" },
    no_thread: {
      code: "invalid_argument",
      field: "thread_seq",
      message: "There is no such message to reply to in a thread, or it is a reply itself",
    },
    no_files: {
      code: "invalid_argument",
      field: "attachment_ids",
      message: "Not all of these are files that you uploaded to this room and have not sent yet",
    },
  },
};

/** Of its text, and of what it brings along. */
export function problemOfPost(post: Pick<PostCommand, "content" | "attachmentIds">): FieldProblem | undefined {
  const { attachmentIds = [] } = post;
  if (attachmentIds.length > maxAttachments) {
    return { field: "attachment_ids", message: `A message brings along at most ${maxAttachments} files` };
  }
  if (new Set(attachmentIds).size < attachmentIds.length) {
    return { field: "attachment_ids", message: "A file is named twice" };
  }
  // What is no id of ours may hold what the database does not take.
  if (!attachmentIds.every((id) => /^[0-9a-f]{32}$/.test(id))) {
    return { field: "attachment_ids", message: "That is no id of a file" };
  }
  return problemOfContent(post, attachmentIds);
}

export function toMessageBody(command: PostCommand): MessageBody {
  const { actor, content, replyTo, threadSeq, inRoom, linkPreviews } = command;
  const { username } = actor;
  const body: MessageBody = { username, content, ...mentionsOf(content) };
  if (replyTo !== undefined && replyTo !== 0) body.reply_to = replyTo;
  if (threadSeq !== undefined && threadSeq !== 0) body.thread_seq = threadSeq;
  if (body.thread_seq !== undefined && inRoom === true) body.in_room = true;
  if (linkPreviews === false) body.no_previews = true;
  return body;
}

/** For the append function, which leaves out who is no member. */
export function toNamed({ userIds, room }: NamedPeople) {
  return { user_ids: userIds, ...(room === undefined ? {} : { room }), max_called: maxCalledByMembers };
}

/** As it was written. */
export function toWrittenBody(
  command: PostCommand,
  { mentioned, attachments }: Pick<MessageBody, "mentioned" | "attachments">,
): MessageBody {
  const body = toMessageBody(command);
  if (mentioned !== undefined) body.mentioned = mentioned;
  if (attachments !== undefined) body.attachments = attachments;
  return body;
}

export function toMentions({ user_ids = [], room }: Mentioned): Mentions | undefined {
  if (user_ids.length === 0 && room === undefined) return undefined;
  return { user_ids: [...user_ids], ...(room === undefined ? {} : { room }) };
}

/** For whoever counts: what is a mention is decided once, when it is written. Without it it counts as an earlier release's. */
export function mentionsOf(content: string): Pick<MessageBody, "mentions"> {
  return content.includes("@") ? { mentions: mentionedNames(content) } : {};
}

/** A message as pages, frames and answers show it, with all that later events made of it. */
export function toMessage(event: RowOf<MessageBody>): Message {
  const { roomId, seq, body, state = {}, quote, thread } = event;
  const { mentioned } = state.content === undefined ? body : state;
  const mentions = mentioned === undefined ? undefined : toMentions(mentioned);
  const isRoot = body.thread_seq === undefined && thread !== undefined && thread.reply_count > 0;
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
    ...(quote === undefined ? {} : { quote: toQuote(quote) }),
    ...(body.thread_seq === undefined ? {} : { thread_seq: body.thread_seq }),
    ...(body.in_room === undefined ? {} : { in_room: body.in_room }),
    ...(mentions === undefined ? {} : { mentions }),
    ...(isRoot ? { thread: toThread(thread) } : {}),
    ...(body.attachments === undefined ? {} : { attachments: body.attachments.map(toAttachment) }),
    ...(state.previews === undefined ? {} : { previews: toPreviews(state.previews) }),
    ...(state.edited_at === undefined ? {} : { edited_at: state.edited_at }),
    ...(state.deleted_at === undefined ? {} : { deleted_at: state.deleted_at }),
    reactions: (state.reactions ?? []).map(({ emoji, user_ids }) => ({ emoji, user_ids })),
    ...(state.pinned === undefined ? {} : toPin(state.pinned)),
    ...(state.updated_seq === undefined ? {} : { updated_seq: state.updated_seq }),
  };
}

export function toThread({ last_reply_at, user_ids, ...thread }: StoredThread): Thread {
  return { ...thread, last_reply_at: new Date(last_reply_at).toISOString(), user_ids: [...user_ids] };
}

/** In one order of its fields: JSON in the database has one of its own. */
function toAttachment({ id, name, size, content_type, width, height, thumbhash }: StoredAttachment): Attachment {
  return {
    id,
    name,
    size,
    content_type,
    ...(width === undefined ? {} : { width }),
    ...(height === undefined ? {} : { height }),
    ...(thumbhash === undefined ? {} : { thumbhash }),
  };
}

function toPin({
  user_id,
  at,
}: NonNullable<MessageState["pinned"]>): Pick<Message, "pinned" | "pinned_by" | "pinned_at"> {
  return { pinned: true, pinned_by: user_id, pinned_at: at };
}

function toQuote({ seq, user_id, username, content, deleted = false }: StoredQuote): Quote {
  const quote = { seq, user_id, username };
  return deleted ? { ...quote, content: "", deleted } : { ...quote, content: quotedText(content) };
}
