import type { MemberRole, Room } from "@hubbub/ws-protocol";
import { mayManage } from "./may-manage.ts";
import type { PersonAction } from "./person-action.ts";
import type { Standing } from "./standing.ts";

export interface Situation {
  readonly room: Pick<Room, "type" | "archived_at">;
  readonly isMe: boolean;
  readonly ownRole: MemberRole | undefined;
  readonly isBlocked: boolean;
  /** One may write in the room now. */
  readonly mayWrite: boolean;
  /** Undefined where it is not known. */
  readonly standing: Standing | undefined;
}

/** What one may do about a person, in groups. What is known last stands last: nothing moves when it comes. */
export function personActions(situation: Situation): readonly (readonly PersonAction[])[] {
  const { isMe, isBlocked } = situation;
  const own: readonly PersonAction[] = isMe ? [] : [isBlocked ? "unblock" : "block"];
  return [towards(situation), own, moderation(situation), roles(situation)].filter((group) => group.length > 0);
}

function towards({ room, isMe, isBlocked, mayWrite }: Situation): PersonAction[] {
  if (isMe || room.type === "direct") return [];
  return [...(isBlocked ? [] : (["message"] as const)), ...(mayWrite ? (["mention"] as const) : [])];
}

/** Whether those who look after the room do so with bans and mutes. */
export function isModerated({ type, archived_at }: Situation["room"]): boolean {
  return (type === "public" || type === "private") && archived_at === undefined;
}

function moderation({ room, isMe, ownRole, standing }: Situation): PersonAction[] {
  if (isMe || standing === undefined || !isModerated(room)) return [];
  const { role, isMuted, isBanned } = standing;
  if (!mayManage(ownRole, role ?? "member")) return [];
  const ofMember: PersonAction[] = role === undefined ? [] : [isMuted ? "unmute" : "mute", "remove"];
  return [...ofMember, isBanned ? "unban" : "ban"];
}

const everyRole = ["owner", "admin", "member"] as const satisfies readonly MemberRole[];

function roles({ room, isMe, ownRole, standing }: Situation): PersonAction[] {
  if (standing?.role === undefined || ownRole !== "owner" || !isModerated(room)) return [];
  // A server admin acts as an owner would, and gives themself nothing.
  if (isMe && standing.role !== "owner") return [];
  return everyRole.filter((role) => role !== standing.role);
}
