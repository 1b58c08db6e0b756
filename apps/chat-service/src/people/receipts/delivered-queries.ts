import { sql } from "kysely";
import type { ChatDatabase } from "../../db/open-chat-database.ts";

/** The messages of a direct room up to this one reached a connected device of this person. */
export interface DeliveredMark {
  readonly roomId: number;
  readonly userId: number;
  readonly seq: number;
}

/**
 * Moves delivered marks forward, one a person and room; answers in their order. It never waits for a row that somebody
 * else is changing (an append marks one's own sends as read): two that wait for each other's rows would cost a deadlock's
 * time-out. Such a mark is `locked`, to be tried again. `stands`: it was as far already, or the person is no member.
 */
export async function moveDeliveredMarks(
  db: ChatDatabase,
  marks: readonly DeliveredMark[],
): Promise<readonly ("moved" | "stands" | "locked")[]> {
  if (marks.length === 0) return [];
  const { rows } = await sql<{ outcome: "moved" | "stands" | "locked" }>`
    with asked as materialized (
      select * from unnest(
        ${marks.map(({ roomId }) => roomId)}::bigint[],
        ${marks.map(({ userId }) => userId)}::bigint[],
        ${marks.map(({ seq }) => seq)}::bigint[]
      ) with ordinality as asked (room_id, user_id, seq, n)
    ),
    held as materialized (
      select member.room_id, member.user_id, asked.seq
        from asked
        join room_members member on member.room_id = asked.room_id and member.user_id = asked.user_id
       where member.last_delivered_seq < asked.seq
         for no key update of member skip locked
    ),
    moved as (
      update room_members set last_delivered_seq = held.seq
        from held
       where room_members.room_id = held.room_id and room_members.user_id = held.user_id
         and room_members.last_delivered_seq < held.seq
      returning room_members.room_id, room_members.user_id
    )
    select case
             when moved.user_id is not null then 'moved'
             when member.last_delivered_seq < asked.seq then 'locked'
             else 'stands'
           end as outcome
      from asked
      left join room_members member on member.room_id = asked.room_id and member.user_id = asked.user_id
      left join moved on moved.room_id = asked.room_id and moved.user_id = asked.user_id
     order by asked.n`.execute(db);
  return rows.map(({ outcome }) => outcome);
}
