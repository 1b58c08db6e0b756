import type { AuditEvent } from "@hubbub/client";
import { later } from "../../../strings/later.ts";
import { untilWords } from "../../../ui/time/until-words.ts";

/** All that one can choose. */
export function auditActions(): readonly { readonly action: string; readonly label: string }[] {
  return Object.entries(later.admin.audit.actions).map(([action, { label }]) => ({ action, label }));
}

/** What was done, after the name of who did it; an action of a later release by its name. */
export function auditWords({ action, subject_id, subject_username }: AuditEvent): string {
  const words = later.admin.audit;
  const actions: Readonly<Record<string, { readonly did: (whom: string) => string }>> = words.actions;
  const whom = subject_username ?? (subject_id === undefined ? words.somebody : words.accountNumber(subject_id));
  return actions[action]?.did(whom) ?? action.replaceAll("_", " ");
}

/** Who did it: an account may be gone, and the server does things by itself. */
export function auditActor({ actor_id, actor_username }: AuditEvent): string {
  if (actor_id === undefined) return later.admin.audit.server;
  return actor_username ?? later.admin.audit.accountNumberFirst(actor_id);
}

/** What a room is called whose name is not known, or not for whoever reads. */
export function roomByNumber(roomId: number, isHidden: boolean): string {
  const { audit } = later.admin;
  return isHidden ? audit.hiddenRoom(roomId) : audit.roomNumber(roomId);
}

/** Where and from where, and the details, each as the server names it. */
export function auditDetails({ room_id, address, details }: AuditEvent, rooms: ReadonlyMap<number, string>): string {
  return [
    ...(room_id === undefined ? [] : [later.admin.audit.inRoom(rooms.get(room_id) ?? roomByNumber(room_id, false))]),
    ...details.map(({ name, value }) =>
      name === "until" ? untilWords(value) : `${name.replaceAll("_", " ")}: ${value}`,
    ),
    ...(address === undefined || address === "" ? [] : [later.admin.audit.fromAddress(address)]),
  ].join(" · ");
}
