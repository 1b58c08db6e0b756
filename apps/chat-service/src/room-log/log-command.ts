import type { MemberRole } from "@hubbub/ws-protocol";

/** Who appends. `serverAdmin` may write announcements and moderate. */
export interface Actor {
  readonly userId: number;
  readonly username: string;
  readonly serverAdmin: boolean;
}

interface Target {
  readonly roomId: number;
  readonly actor: Actor;
  /** 1–64 bytes. The same (room, actor, id) is one event; the writer makes one where there is none. */
  readonly clientMsgId?: string | undefined;
  /** When the command arrived, epoch µs: the start of message_commit_seconds and of message_delivery_seconds. */
  readonly receivedUs: number;
}

/**
 * One thing to append to a room's log. What is allowed is decided inside the append, under the room's lock: a use case
 * checks the shape of its input and leaves membership, role, mute and archive to the log.
 */
export type LogCommand =
  | (Target & {
      readonly do: "post";
      readonly content: string;
      readonly replyTo?: number | undefined;
      /** The direct room that this must be, where the sender remembered its id: `unavailable` if it is another. */
      readonly directKey?: string | undefined;
    })
  | (Target & { readonly do: "edit"; readonly seq: number; readonly content: string })
  | (Target & { readonly do: "delete"; readonly seq: number })
  | (Target & { readonly do: "react"; readonly seq: number; readonly emoji: string; readonly on: boolean })
  /** The actor becomes a member of a public or announcement room. A member already: `duplicate`, no row. */
  | (Target & { readonly do: "join" })
  /** The actor's membership ends. Not a member: `duplicate`, no row. The last owner may not leave while others stay. */
  | (Target & { readonly do: "leave" })
  | (Target & {
      readonly do: "add_member";
      readonly userId: number;
      readonly username: string;
      readonly role: MemberRole;
    })
  | (Target & { readonly do: "remove_member"; readonly userId: number; readonly username: string })
  | (Target & {
      readonly do: "set_role";
      readonly userId: number;
      readonly username: string;
      readonly role: MemberRole;
    })
  | (Target & { readonly do: "update_room"; readonly name?: string | undefined; readonly topic?: string | undefined })
  | (Target & { readonly do: "archive_room" });

/** A room to make, with its first members; its first log row is their `member_added`. */
export interface CreateRoomCommand {
  readonly kind: "public" | "private" | "direct" | "announcement";
  /** Empty for direct rooms. */
  readonly name: string;
  readonly topic: string;
  /** `"<lower user id>:<higher user id>"`; only direct rooms. */
  readonly directKey?: string | undefined;
  readonly actor: Actor;
  readonly members: readonly { readonly userId: number; readonly username: string; readonly role: MemberRole }[];
  readonly receivedUs: number;
}

/** The answer to a command that was committed, now or before. Failures are thrown as AppError. */
export interface Appended {
  readonly roomId: number;
  /** Of the event's row; 0 where the command changed nothing and wrote no row. */
  readonly seq: number;
  readonly createdAt: Date;
  readonly duplicate: boolean;
  /** The command's own, or the one that was made for it. */
  readonly clientMsgId: string;
}
