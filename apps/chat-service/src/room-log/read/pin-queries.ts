import type { Message } from "@hubbub/ws-protocol";
import { sql } from "kysely";
import type { ChatDatabase } from "../../db/open-chat-database.ts";
import { logColumns, type LogRow } from "../events/log-row.ts";
import { fromMessageRow } from "./page-queries.ts";

/** A room's pinned messages as they are now, ascending by seq; at most `maxPinsPerRoom`. */
export async function readPins(db: ChatDatabase, roomId: number): Promise<Message[]> {
  const { rows } = await pinnedMessages(roomId).execute(db);
  return rows.map(fromMessageRow);
}

/** Its statement: as many look-ups in the log as there are pins. */
export function pinnedMessages(roomId: number) {
  return sql<LogRow>`
    select ${logColumns} from room_log
     where room_id = ${roomId} and seq = any (array(select seq from room_pins where room_id = ${roomId}))
     order by seq`;
}
