import type { MemberRole, Person } from "@hubbub/ws-protocol";

/** Key by key: JSON from the database has its keys in another order, and the frames shall be the same. */
export function toPerson({ user_id, username }: Person): Person {
  return { user_id, username };
}

export function toMember({ user_id, username, role }: Person & { readonly role: MemberRole }) {
  return { user_id, username, role };
}

/** Whose membership a command is about, as its item says it. */
export function toSubject({ userId, username }: { readonly userId: number; readonly username: string }) {
  return { user_id: userId, target_username: username };
}
