import { sql } from "kysely";
import { prepared } from "../../db/prepared.ts";
import type { ChatDatabase } from "../../db/open-chat-database.ts";
import type { BlockedPair } from "./presence-teller.ts";

/** Of each room at most `limit + 1` of its members, in the order of the rooms. */
export async function readRoomMembers(
  db: ChatDatabase,
  roomIds: readonly number[],
  limit: number,
): Promise<readonly (readonly number[])[]> {
  const { rows } = await sql<{ room_id: number; user_id: number }>`${prepared("read_room_members")}
    select room.id as room_id, member.user_id
      from unnest(${roomIds}::bigint[]) as room (id)
      cross join lateral (
        select user_id from room_members where room_members.room_id = room.id limit ${limit + 1}
      ) as member`.execute(db);
  const members = new Map<number, number[]>(roomIds.map((roomId) => [roomId, []]));
  for (const { room_id, user_id } of rows) members.get(room_id)?.push(user_id);
  return roomIds.map((roomId) => members.get(roomId) ?? []);
}

/** Pairs of one of the watchers and one of the users where one has blocked the other, whichever. */
export async function readBlockedPairs(
  db: ChatDatabase,
  watcherIds: readonly number[],
  userIds: readonly number[],
): Promise<readonly BlockedPair[]> {
  const { rows } = await sql<{ user_id: number; blocked_id: number }>`${prepared("read_blocked_pairs")}
    select user_id, blocked_id from user_blocks
     where user_id = any (${watcherIds}::bigint[]) and blocked_id = any (${userIds}::bigint[])
    union
    select user_id, blocked_id from user_blocks
     where blocked_id = any (${watcherIds}::bigint[]) and user_id = any (${userIds}::bigint[])`.execute(db);
  return rows.map(({ user_id, blocked_id }) => [user_id, blocked_id]);
}
