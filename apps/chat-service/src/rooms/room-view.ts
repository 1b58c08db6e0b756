import type { MemberRole, Person, RoomType } from "@hubbub/ws-protocol";

/** A room as one caller sees it. */
export interface RoomView {
  readonly id: number;
  readonly kind: RoomType;
  /** Empty for direct rooms. */
  readonly name: string;
  readonly topic: string;
  readonly createdBy: number;
  readonly lastSeq: number;
  readonly memberCount: number;
  readonly createdAt: Date;
  readonly archivedAt: Date | undefined;
  /** For how long messages are kept, where the room has a rule of its own. */
  readonly retentionDays: number | undefined;
  /** `false`: links in it have no previews; else undefined. */
  readonly linkPreviews: false | undefined;
  /** Where its picture is. */
  readonly avatarUrl: string | undefined;
  /** The caller's; undefined for one who is no member. */
  readonly role: MemberRole | undefined;
  /** Whose a direct room is, both or the one; empty for other kinds. */
  readonly people: readonly Person[];
  /** The caller is kept out: they see that there is such a room, and nothing of what is in it. */
  readonly banned: boolean;
}

/** A room of the caller's with what is unread in it. */
export interface MyRoomView extends RoomView {
  readonly lastReadSeq: number;
  /** Counted up to `maxUnreadCount`. */
  readonly unreadCount: number;
  /** Those of them that name the caller. */
  readonly mentionCount: number;
}

export interface MemberView {
  readonly userId: number;
  readonly username: string;
  readonly role: MemberRole;
  readonly joinedAt: Date;
  /** They may not write until then. */
  readonly mutedUntil: Date | undefined;
  /** For members of the room only. */
  readonly lastReadSeq: number | undefined;
  /** Direct rooms only. */
  readonly lastDeliveredSeq: number | undefined;
}
