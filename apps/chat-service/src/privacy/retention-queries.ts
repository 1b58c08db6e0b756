import { sql } from "kysely";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import { maxRoomsPerExpiry, retentionSlackMs } from "../limits.ts";

export interface ExpiredRoom {
  readonly roomId: number;
  /** From before then its messages are to go. */
  readonly before: Date;
}

export interface ExpiredRooms {
  /** At most `maxRoomsPerExpiry`. */
  readonly rooms: readonly ExpiredRoom[];
  /** The last room that was asked; undefined where there are none after it. */
  readonly last: number | undefined;
}

/**
 * Of the `maxRooms` rooms after one, those whose oldest message is `retentionSlackMs` older than it may be, by the room's rule or the
 * server's, whichever is shorter. `serverDays` 0: the server has none.
 */
export async function readExpiredRooms(
  db: ChatDatabase,
  serverDays: number,
  { after, maxRooms }: { readonly after: number; readonly maxRooms: number },
): Promise<ExpiredRooms> {
  const { rows: asked } = await sql<{ count: number; last: number | null }>`
    select count(*), max(id) as last
      from (select id from rooms where id > ${after} order by id limit ${maxRooms}) as room`.execute(db);
  const { count = 0, last = null } = asked[0] ?? {};
  if (last === null) return { rooms: [], last: undefined };
  const { rows } = await sql<{ id: number; before: Date }>`
    select id, before from (
      select id, expired_seq, clock_timestamp() - least(retention_days, nullif(${serverDays}::int, 0)) * interval '1 day'
               as before
        from rooms where id > ${after} and id <= ${last}
    ) as room
     where before is not null
       and (select created_at from room_log
             where room_id = room.id and kind = 'message' and seq > room.expired_seq order by seq limit 1)
             < before - ${retentionSlackMs}::int * interval '1 millisecond'
     limit ${maxRoomsPerExpiry}`.execute(db);
  return {
    rooms: rows.map(({ id, before }) => ({ roomId: id, before })),
    last: count === maxRooms ? last : undefined,
  };
}
