import type { MemberRole } from "@hubbub/ws-protocol";
import type { Actor } from "../actor.ts";
import type { CreateRoomCommand } from "../append/create-room-command.ts";
import type { LogCommand } from "../kinds/log-kinds.ts";

export function person(userId: number, { serverAdmin = false } = {}): Actor {
  return { userId, username: `user${userId}`, serverAdmin };
}

/** The commands of one person in one room, as use cases make them. */
export function by(actor: Actor, roomId: number) {
  const base = { roomId, actor, receivedUs: Date.now() * 1000 };
  const other = (userId: number) => ({ userId, username: `user${userId}` });
  return {
    post: (
      content: string,
      options: {
        clientMsgId?: string;
        replyTo?: number;
        threadSeq?: number;
        inRoom?: boolean;
        linkPreviews?: boolean;
      } = {},
    ): LogCommand => ({
      ...base,
      do: "post",
      content,
      ...options,
    }),
    edit: (seq: number, content: string): LogCommand => ({ ...base, do: "edit", seq, content }),
    delete: (seq: number): LogCommand => ({ ...base, do: "delete", seq }),
    react: (seq: number, emoji: string, on = true): LogCommand => ({ ...base, do: "react", seq, emoji, on }),
    pin: (seq: number, on = true): LogCommand => ({ ...base, do: "pin", seq, on }),
    /** By the server, of the message while it says that. */
    setPreviews: (seq: number, content: string, urls: readonly string[]): LogCommand => ({
      ...base,
      actor: { userId: 0, username: "", serverAdmin: true },
      do: "set_previews",
      seq,
      content,
      previews: urls.map((url) => ({ url, title: `Of ${url}` })),
    }),
    removePreviews: (seq: number, links: readonly string[]): LogCommand => ({
      ...base,
      do: "remove_previews",
      seq,
      links,
    }),
    join: (): LogCommand => ({ ...base, do: "join" }),
    leave: (): LogCommand => ({ ...base, do: "leave" }),
    add: (userId: number, role: MemberRole = "member"): LogCommand => ({
      ...base,
      do: "add_member",
      ...other(userId),
      role,
    }),
    remove: (userId: number): LogCommand => ({ ...base, do: "remove_member", ...other(userId) }),
    setRole: (userId: number, role: MemberRole): LogCommand => ({ ...base, do: "set_role", ...other(userId), role }),
    erase: (seq: number): LogCommand => ({ ...base, do: "erase", seq }),
    depart: (): LogCommand => ({ ...base, do: "depart" }),
    banMember: (userId: number, until?: Date): LogCommand => ({
      ...base,
      do: "ban_member",
      ...other(userId),
      reason: "",
      until,
    }),
    ban: (userId: number, until?: Date): LogCommand => ({ ...base, do: "ban", ...other(userId), reason: "", until }),
    unban: (userId: number): LogCommand => ({ ...base, do: "unban", ...other(userId) }),
    mute: (userId: number, until?: Date): LogCommand => ({ ...base, do: "mute_member", ...other(userId), until }),
    unmute: (userId: number): LogCommand => ({ ...base, do: "unmute_member", ...other(userId) }),
    update: (changes: {
      name?: string;
      topic?: string;
      retentionDays?: number;
      linkPreviews?: boolean;
    }): LogCommand => ({
      ...base,
      do: "update_room",
      ...changes,
    }),
    archive: (): LogCommand => ({ ...base, do: "archive_room" }),
  };
}

export function createRoom(
  actor: Actor,
  name: string,
  options: Partial<CreateRoomCommand> & { readonly others?: Readonly<Record<number, MemberRole>> } = {},
): CreateRoomCommand {
  const { others = {}, ...changes } = options;
  return {
    kind: "private",
    name,
    topic: "",
    actor,
    members: [
      { userId: actor.userId, username: actor.username, role: "owner" },
      ...Object.entries(others).map(([id, role]) => ({ userId: Number(id), username: `user${id}`, role })),
    ],
    receivedUs: Date.now() * 1000,
    ...changes,
  };
}
