import type { PersonPresence } from "@hubbub/ws-protocol";

/** How somebody is, as frames say it, but for whom. */
export type PersonState = Omit<PersonPresence, "user_id">;

export function isSameState(one: PersonState, other: PersonState): boolean {
  return one.state === other.state && one.last_seen === other.last_seen;
}
