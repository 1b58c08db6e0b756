import type { Message } from "@hubbub/ws-protocol";
import { type RawBuilder, sql } from "kysely";
import type { ChatDatabase } from "../../db/open-chat-database.ts";
import { logColumns, type LogRow } from "../events/log-row.ts";
import { isOf } from "./timeline-queries.ts";
import { fromMessageRow } from "./page-queries.ts";

/** The first message that a room shows at a time or after it, if there is one. Whether the caller may see the room is for the caller to check. */
export async function readMessageAt(db: ChatDatabase, roomId: number, time: Date): Promise<Message | undefined> {
  const { rows } = await messageAt(roomId, time).execute(db);
  return rows.map(fromMessageRow)[0];
}

/**
 * Its statement. The log is in the order of its times (each event is stamped no earlier than the one before), so the place is
 * found by halves: each step looks at one entry of the index of messages, some twenty in a room of a million. Where times of
 * a restored or imported log do not rise everywhere, it answers a message where they cross that time.
 */
export function messageAt(roomId: number, time: Date): RawBuilder<LogRow> {
  const at = sql`${new Date(Math.min(Math.max(time.getTime(), 0), latestMs)).toISOString()}::timestamptz`;
  return sql<LogRow>`
    with recursive step as (
      select expired_seq as low, last_seq as high from rooms where id = ${roomId}
      union all
      -- The first message after high is not before that time, or there is none; those up to low are.
      select case when next.created_at < ${at} then next.seq else step.low end,
             case when next.created_at < ${at} then step.high else middle.seq end
        from step
        cross join lateral (select (step.low + step.high) / 2 as seq) as middle
        left join lateral (
          select seq, created_at from room_log
           where room_id = ${roomId} and ${isOf("timeline")} and seq > middle.seq order by seq limit 1
        ) as next on true
       where step.low < step.high
    )
    select ${logColumns} from room_log
     where room_id = ${roomId} and ${isOf("timeline")} and seq > (select low from step where low = high)
     order by seq limit 1`;
}

/** The end of the year 9999: the last that a time on the wire can say. */
const latestMs = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
