import { sql } from "kysely";
import type { ChatDatabase } from "../../db/open-chat-database.ts";
import { maxFollowersTold } from "../../limits.ts";
import type { ActiveThread } from "./thread-activity.ts";

/** Of each thread those members of its room who follow it: where they are too many, one more than are told, who read furthest. */
export async function readFollowers(
  db: ChatDatabase,
  threads: readonly ActiveThread[],
): Promise<readonly (readonly number[])[]> {
  const { rows } = await sql<{ user_ids: number[] }>`
    select (
      select coalesce(json_agg(user_id), '[]') from (
        select followed.user_id
          from thread_members as followed
          join room_members as member on member.room_id = followed.room_id and member.user_id = followed.user_id
         where followed.room_id = thread.room_id and followed.root_seq = thread.root_seq and followed.following
         order by followed.last_read_seq desc limit ${maxFollowersTold + 1}
      ) as latest
    ) as user_ids
      from unnest(
        ${threads.map(({ roomId }) => roomId)}::bigint[], ${threads.map(({ rootSeq }) => rootSeq)}::bigint[]
      ) with ordinality as thread (room_id, root_seq, n)
     order by n`.execute(db);
  return rows.map(({ user_ids }) => user_ids);
}
