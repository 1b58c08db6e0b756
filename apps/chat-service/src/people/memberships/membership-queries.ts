import { sql } from "kysely";
import type { ChatDatabase } from "../../db/open-chat-database.ts";
import { isOf } from "../../room-log/read/timeline-queries.ts";
import { prepared } from "../../db/prepared.ts";

/** One room of a person, as read. */
export interface Membership {
  readonly roomId: number;
  /** The newest message that the room shows; 0 where nothing was written yet. */
  readonly head: number;
  readonly lastReadSeq: number;
  /** Only of direct rooms with another person. */
  readonly direct: DirectMembership | undefined;
}

export interface DirectMembership {
  readonly otherUserId: number;
  /** The newest message, where the other wrote it and it does not count as delivered yet. */
  readonly undeliveredSeq: number | undefined;
}

interface MembershipRow {
  readonly user_id: number;
  readonly room_id: number;
  readonly head: number | null;
  readonly author_id: number | null;
  readonly last_read_seq: number;
  readonly last_delivered_seq: number;
  readonly direct_key: string | null;
}

/**
 * The rooms of several people in one statement: of each at most `maxRooms`, those with the newest events. Who has none
 * has no entry.
 */
export async function readMemberships(
  db: ChatDatabase,
  userIds: readonly number[],
  maxRooms: number,
): Promise<ReadonlyMap<number, readonly Membership[]>> {
  if (userIds.length === 0) return new Map();
  const { rows } = await sql<MembershipRow>`${prepared("read_memberships")}
    select mine.user_id, mine.room_id, mine.last_read_seq, mine.last_delivered_seq, mine.direct_key,
           newest.seq as head, newest.actor_id as author_id
      from unnest(${userIds}::bigint[]) as person (user_id)
      cross join lateral (
        select room_members.*, rooms.direct_key
          from room_members join rooms on rooms.id = room_members.room_id
         where room_members.user_id = person.user_id
         order by rooms.last_event_at desc limit ${maxRooms}
      ) as mine
      left join lateral (
        select seq, actor_id from room_log
         where room_log.room_id = mine.room_id and ${isOf("timeline")} order by seq desc limit 1
      ) as newest on true`.execute(db);
  const people = new Map<number, Membership[]>();
  for (const row of rows) {
    const memberships = people.get(row.user_id);
    if (memberships === undefined) people.set(row.user_id, [toMembership(row)]);
    else memberships.push(toMembership(row));
  }
  return people;
}

function toMembership(row: MembershipRow): Membership {
  return { roomId: row.room_id, head: row.head ?? 0, lastReadSeq: row.last_read_seq, direct: toDirect(row) };
}

function toDirect(row: MembershipRow): DirectMembership | undefined {
  const { direct_key, user_id, author_id, head, last_delivered_seq } = row;
  const otherUserId = direct_key
    ?.split(":")
    .map(Number)
    .find((userId) => userId !== user_id);
  if (otherUserId === undefined) return undefined;
  const undelivered = head !== null && author_id === otherUserId && last_delivered_seq < head;
  return { otherUserId, undeliveredSeq: undelivered ? head : undefined };
}
