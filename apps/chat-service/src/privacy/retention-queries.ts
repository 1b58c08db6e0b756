import { sql } from "kysely";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import { maxRoomsPerExpiry } from "../limits.ts";

export interface ExpiredRoom {
  readonly roomId: number;
  /** From before then its messages are to go. */
  readonly before: Date;
}

/**
 * Rooms whose oldest message is older than it may be, by the room's rule or the server's, whichever is shorter.
 * `serverDays` 0: the server has none.
 */
export async function readExpiredRooms(db: ChatDatabase, serverDays: number): Promise<readonly ExpiredRoom[]> {
  const { rows } = await sql<{ id: number; before: Date }>`
    select id, before from (
      select id, expired_seq, clock_timestamp() - least(retention_days, nullif(${serverDays}::int, 0)) * interval '1 day'
               as before
        from rooms
    ) as room
     where before is not null
       and (select created_at from room_log
             where room_id = room.id and kind = 'message' and seq > room.expired_seq order by seq limit 1) < before
     limit ${maxRoomsPerExpiry}`.execute(db);
  return rows.map(({ id, before }) => ({ roomId: id, before }));
}
