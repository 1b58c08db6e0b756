import { foldText } from "@hubbub/text";
import { type LogCommand, logCommands } from "../kinds/log-kinds.ts";
import { type PostCommand, toMessageBody, toNamed } from "../kinds/message.ts";
import type { CreateRoomCommand } from "./create-room-command.ts";

/** How the append function takes a command (sql/append-to-log.sql). */
export interface AppendItem {
  readonly step: "create" | "post" | "join" | "change";
  /** 0 for a room that is to be made. */
  readonly roomId: number;
  readonly actorId: number;
  /** Whose membership it may change; the actor's own where it is nobody else's. */
  readonly subjectId: number;
  /** May change what others in the room are allowed to. */
  readonly changesRoom: boolean;
  /** What two rooms that are made must not share; empty for other items. */
  readonly createKey: string;
  /** A JSON object, to which the place in the batch is added as `n`; undefined for a message: few need it whole. */
  readonly json: string | undefined;
  /** What a message adds, in parts; undefined for other items. */
  readonly post: PostItem | undefined;
}

export interface PostItem {
  readonly serverAdmin: boolean;
  readonly clientMsgId: string;
  /** JSON. */
  readonly body: string;
  readonly replyTo: number | undefined;
  /** It concerns more than its room and its sender: a thread, people whom it names, or files. */
  readonly callsOthers: boolean;
  readonly bringsFiles: boolean;
  readonly directKey: string | undefined;
}

/** The item as one JSON object. */
export function toItemJson({ roomId, actorId, json, post }: AppendItem): string {
  if (post === undefined) return json ?? "{}";
  const { serverAdmin, clientMsgId, body, directKey } = post;
  const ids = JSON.stringify({ client_msg_id: clientMsgId, direct_key: directKey });
  return `{"room_id":${roomId},"actor_id":${actorId},"admin":${serverAdmin},"body":${body},${ids.slice(1)}`;
}

/** About the length of the item's JSON. */
export function itemBytes({ json, post }: AppendItem): number {
  return post === undefined ? Buffer.byteLength(json ?? "") : Buffer.byteLength(post.body) + maxIdsBytes;
}

const maxIdsBytes = 256;

/** `clientMsgId` is what makes the command's repeat known. */
export function toAppendItem(command: LogCommand, clientMsgId: string): AppendItem {
  const { roomId, actor } = command;
  if (command.do === "post") return toPostItem(command, clientMsgId);
  const entry = logCommands.get(command.do);
  if (entry === undefined) throw new Error(`there is no log command ${command.do}`);
  const { kind, of } = entry;
  return {
    step: of.step,
    roomId,
    actorId: actor.userId,
    subjectId: "userId" in command ? command.userId : actor.userId,
    changesRoom: of.changesRoom,
    createKey: "",
    json: JSON.stringify({
      room_id: roomId,
      actor_id: actor.userId,
      admin: actor.serverAdmin,
      client_msg_id: clientMsgId,
      do: command.do,
      kind,
      in_archived: of.inArchivedRoom,
      username: actor.username,
      ...of.item(command),
    }),
    post: undefined,
  };
}

function toPostItem(command: PostCommand, clientMsgId: string): AppendItem {
  const { roomId, actor, directKey } = command;
  const { userId, serverAdmin } = actor;
  const messageBody = toMessageBody(command);
  const { named, attachmentIds = [] } = command;
  const body = JSON.stringify({
    ...messageBody,
    ...(named === undefined ? {} : { mentioned: toNamed(named) }),
    ...(attachmentIds.length === 0 ? {} : { attachment_ids: attachmentIds }),
  });
  return {
    step: "post",
    roomId,
    actorId: userId,
    subjectId: userId,
    changesRoom: false,
    createKey: "",
    json: undefined,
    post: {
      serverAdmin,
      clientMsgId,
      body,
      replyTo: messageBody.reply_to,
      callsOthers: messageBody.thread_seq !== undefined || named !== undefined || attachmentIds.length > 0,
      bringsFiles: attachmentIds.length > 0,
      directKey,
    },
  };
}

/** A room's first item; it belongs to no room yet. */
export function toCreateItem(command: CreateRoomCommand, clientMsgId: string): AppendItem {
  const { kind, name, topic, directKey, actor, members } = command;
  const nameKey = kind === "direct" ? undefined : foldText(name);
  return {
    step: "create",
    roomId: 0,
    actorId: actor.userId,
    subjectId: actor.userId,
    changesRoom: false,
    createKey: nameKey ?? directKey ?? "",
    json: JSON.stringify({
      actor_id: actor.userId,
      client_msg_id: clientMsgId,
      kind,
      name,
      name_key: nameKey,
      topic,
      direct_key: directKey,
      members: members.map(({ userId, username, role }) => ({ user_id: userId, username, role })),
    }),
    post: undefined,
  };
}
