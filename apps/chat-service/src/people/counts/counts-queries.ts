import { sql } from "kysely";
import type { ChatDatabase } from "../../db/open-chat-database.ts";
import { countsOfRoom, mentionPattern, type UnreadCounts, unreadOfRoom } from "../../room-log/read/unread-queries.ts";
import type { PlaceCounts, PlaceOfPerson } from "./place-counts.ts";

/** What is unread for each of these people in that room, of those who are members. Of many who ask for one room it is looked at once. */
export async function readPlaceCounts(
  db: ChatDatabase,
  places: readonly (PlaceOfPerson & { readonly username: string })[],
): Promise<readonly PlaceCounts[]> {
  const counts = countsOfRoom(
    { userId: sql`asked.user_id`, name: sql`asked.name`, pattern: sql`asked.pattern` },
    { roomId: sql`asked.room_id`, lastReadSeq: sql`asked.last_read_seq` },
    { seqs: sql`unread.seqs`, named: sql`unread.named`, own: sql`coalesce(own.messages, 0)` },
  );
  const { rows } = await sql<{ room_id: number; user_id: number; counts: UnreadCounts }>`
    with asked as materialized (
      select mine.room_id, mine.user_id, mine.last_read_seq, person.name, person.pattern
        from unnest(
          ${places.map(({ roomId }) => roomId)}::bigint[], ${places.map(({ userId }) => userId)}::bigint[],
          ${places.map(({ username }) => username.toLowerCase())}::text[],
          ${places.map(({ username }) => mentionPattern(username))}::text[]
        ) as person (room_id, user_id, name, pattern)
        join room_members as mine on mine.room_id = person.room_id and mine.user_id = person.user_id
    ), unread as materialized (
      select room.room_id, messages.*
        from (select room_id, min(last_read_seq) as last_read_seq from asked group by room_id) as room
        cross join lateral (${unreadOfRoom(sql`room.room_id`, sql`room.last_read_seq`)}) as messages
    ), written as materialized (
      -- By itself, for the planner knows of no array how long it is, and would go through it for each who asks.
      select room_id, message.seq, message.actor_id
        from unread cross join lateral unnest(seqs, actor_ids) as message (seq, actor_id)
    ), own as (
      select asked.room_id, asked.user_id, count(*) as messages
        from written join asked on asked.room_id = written.room_id and asked.user_id = written.actor_id
       where written.seq > asked.last_read_seq
       group by asked.room_id, asked.user_id
    )
    select asked.room_id, asked.user_id, ${counts} as counts
      from asked join unread using (room_id) left join own using (room_id, user_id)`.execute(db);
  return rows.map(({ room_id, user_id, counts: { unread, mentions } }) => ({
    roomId: room_id,
    userId: user_id,
    unread,
    mentions,
  }));
}
