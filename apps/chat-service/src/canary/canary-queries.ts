import { sql } from "kysely";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import { maxCanaryRows, maxCanaryRowsPerDelete } from "../limits.ts";
import { canaryRoomId } from "../room-log/canary-room-id.ts";

/** Deletes some of the rows before the newest `maxCanaryRows` of the canary's room: nobody reads them any more. */
export async function deleteOldCanaries(db: ChatDatabase): Promise<void> {
  await sql`
    delete from room_log
     where room_id = ${canaryRoomId} and actor_id = 0 and seq in (
       select seq from room_log
        where room_id = ${canaryRoomId}
          and seq <= (select last_seq from rooms where id = ${canaryRoomId}) - ${maxCanaryRows}::int
        order by seq limit ${maxCanaryRowsPerDelete})`.execute(db);
}
