import type { MemberRole } from "@hubbub/ws-protocol";
import type { Actor } from "../actor.ts";

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
