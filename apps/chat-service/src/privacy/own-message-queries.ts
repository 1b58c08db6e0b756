import type { Message } from "@hubbub/ws-protocol";
import { sql } from "kysely";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import { fromLogRow, type LogRow } from "../room-log/events/log-row.ts";
import { toMessage } from "../room-log/kinds/message.ts";

/** After which of one's messages: in the order of rooms, and of their logs. */
export interface MessagePlace {
  readonly roomId: number;
  readonly seq: number;
}

/** What somebody wrote in all rooms and has not deleted, whether or not they may still read there. */
export async function readOwnMessages(
  db: ChatDatabase,
  userId: number,
  { after, limit }: { readonly after: MessagePlace; readonly limit: number },
): Promise<readonly Message[]> {
  // Of each room, by the index that finds repeats: no index has a person's messages of all rooms.
  const { rows } = await sql<LogRow>`
    select own.* from rooms
     cross join lateral (
       select room_id, seq, kind, actor_id, client_msg_id, target_seq, body, state, epoch_ms(created_at) as at
         from room_log
        where room_id = rooms.id and actor_id = ${userId} and kind = 'message' and state ->> 'deleted_at' is null
          and (rooms.id > ${after.roomId} or seq > ${after.seq})
        order by seq limit ${limit}
     ) as own
     where rooms.id >= ${after.roomId}
     order by rooms.id, own.seq limit ${limit}`.execute(db);
  return rows.map((row) => {
    const event = fromLogRow(row);
    if (event.kind !== "message") throw new Error(`The event ${event.roomId}:${event.seq} is no message`);
    return toMessage(event);
  });
}
