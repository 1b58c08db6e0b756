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
