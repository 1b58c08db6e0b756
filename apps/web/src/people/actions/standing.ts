import type { MemberRole } from "@hubbub/ws-protocol";

/** What somebody is in a room, as those who look after it see it. */
export interface Standing {
  /** Undefined of one who is no member. */
  readonly role: MemberRole | undefined;
  readonly isMuted: boolean;
  readonly isBanned: boolean;
}
