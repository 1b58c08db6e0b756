import type { Person } from "@hubbub/ws-protocol";
import { type RawBuilder, sql } from "kysely";

/**
 * Whose a direct room is, as its first row says (`member_added` names both), so that nobody has to be asked for names. A
 * column of a query that reads `rooms`; null for other kinds.
 */
export const directPeopleColumn: RawBuilder<DirectPeople> = sql<DirectPeople>`
  case when rooms.kind = 'direct' then (
    select body -> 'users' from room_log as first_row where first_row.room_id = rooms.id and first_row.seq = 1
  ) end`;

export type DirectPeople = readonly Person[] | null;

/** Both of a direct room, or the one; empty for other kinds. */
export function toPeople(people: DirectPeople): Person[] {
  // Key by key: the row says their roles too.
  return (people ?? []).map(({ user_id, username }) => ({ user_id, username }));
}
