import type { MemberRole } from "@hubbub/ws-protocol";

/** What one does about a person: towards them, to their membership, and what is one's own affair. */
export type PersonAction =
  | "message"
  | "mention"
  | "mute"
  | "unmute"
  | "remove"
  | "ban"
  | "unban"
  | MemberRole
  | "block"
  | "unblock";

/** Those that end something, or that one cannot take back oneself. */
export type AskedAction = "mute" | "remove" | "ban" | "block" | MemberRole;
