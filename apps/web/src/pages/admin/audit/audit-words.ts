import type { AuditEvent } from "@hubbub/client";
import { untilWords } from "../../../ui/time/until-words.ts";

/** How each action is called where one chooses, and what somebody did who did it; `whom` stands for the other person. */
const words: Readonly<Record<string, { readonly label: string; readonly did: (whom: string) => string }>> = {
  account_registered: { label: "Accounts made", did: () => "made an account" },
  account_disabled: { label: "Accounts disabled", did: (whom) => `disabled the account of ${whom}` },
  account_enabled: { label: "Accounts enabled", did: (whom) => `enabled the account of ${whom}` },
  account_deleted: { label: "Accounts deleted", did: () => "deleted their account" },
  account_exported: { label: "Data exported", did: () => "exported their data" },
  admin_appointed: { label: "Admins appointed", did: (whom) => `made ${whom} a server admin` },
  admin_withdrawn: { label: "Admins withdrawn", did: (whom) => `made ${whom} no server admin any more` },
  password_changed: { label: "Passwords changed", did: () => "changed their password" },
  email_changed: { label: "Emails changed", did: () => "changed their email" },
  sessions_ended: { label: "Sessions ended", did: () => "ended sessions of their own" },
  keys_rotated: { label: "Signing keys rotated", did: () => "rotated the signing keys" },
  member_banned: { label: "Bans", did: (whom) => `banned ${whom}` },
  member_unbanned: { label: "Bans lifted", did: (whom) => `lifted the ban of ${whom}` },
  member_muted: { label: "Mutes", did: (whom) => `muted ${whom}` },
  member_unmuted: { label: "Mutes lifted", did: (whom) => `lifted the mute of ${whom}` },
  member_removed: { label: "People removed", did: (whom) => `removed ${whom}` },
  member_role_changed: { label: "Roles", did: (whom) => `changed the role of ${whom}` },
  room_archived: { label: "Rooms archived", did: () => "archived a room" },
  retention_changed: { label: "Retention", did: () => "changed how long messages are kept" },
  messages_expired: { label: "Messages expired", did: () => "deleted messages that were kept long enough" },
  message_removed: { label: "Messages removed", did: (whom) => `removed a message of ${whom}` },
};

export const auditActions: readonly { readonly action: string; readonly label: string }[] = Object.entries(words).map(
  ([action, { label }]) => ({ action, label }),
);

/** What was done, after the name of who did it; an action of a later release by its name. */
export function auditWords({ action, subject_id, subject_username }: AuditEvent): string {
  const whom = subject_username ?? (subject_id === undefined ? "somebody" : `account ${subject_id}`);
  return words[action]?.did(whom) ?? action.replaceAll("_", " ");
}

/** Who did it: an account may be gone, and the server does things by itself. */
export function auditActor({ actor_id, actor_username }: AuditEvent): string {
  if (actor_id === undefined) return "The server";
  return actor_username ?? `Account ${actor_id}`;
}

/** What a room is called whose name is not known, or not for whoever reads. */
export function roomByNumber(roomId: number, isHidden: boolean): string {
  return `room ${roomId}${isHidden ? " (private or gone)" : ""}`;
}

/** Where and from where, and the details, each as the server names it. */
export function auditDetails({ room_id, address, details }: AuditEvent, rooms: ReadonlyMap<number, string>): string {
  return [
    ...(room_id === undefined ? [] : [`in ${rooms.get(room_id) ?? roomByNumber(room_id, false)}`]),
    ...details.map(({ name, value }) =>
      name === "until" ? untilWords(value) : `${name.replaceAll("_", " ")}: ${value}`,
    ),
    ...(address === undefined || address === "" ? [] : [`from ${address}`]),
  ].join(" · ");
}
