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

export interface OwnMessages {
  readonly messages: readonly Message[];
  /** Where to go on; undefined at the end. There may be more where `messages` has none. */
  readonly next: MessagePlace | undefined;
}

/**
 * What somebody wrote and has not deleted, whether or not they may still read there: at most `limit` messages, of the next
 * `maxRooms` rooms of all that there are. No index has a person's messages of all rooms, so each of those is asked.
 */
export async function readOwnMessages(
  db: ChatDatabase,
  userId: number,
  { after, limit, maxRooms }: { readonly after: MessagePlace; readonly limit: number; readonly maxRooms: number },
): Promise<OwnMessages> {
  const { rows: asked } = await sql<{ count: number; last: number | null }>`
    select count(*), max(id) as last
      from (select id from rooms where id >= ${after.roomId} order by id limit ${maxRooms}) as room`.execute(db);
  const { count = 0, last = null } = asked[0] ?? {};
  if (last === null) return { messages: [], next: undefined };
  // Of each room, by the index that finds repeats.
  const { rows } = await sql<LogRow>`
    select own.* from rooms
     cross join lateral (
       select room_id, seq, kind, actor_id, client_msg_id, target_seq, body, state, epoch_ms(created_at) as at
         from room_log
        where room_id = rooms.id and actor_id = ${userId} and kind = 'message' and state ->> 'deleted_at' is null
          and (rooms.id > ${after.roomId} or seq > ${after.seq})
        order by seq limit ${limit}
     ) as own
     where rooms.id between ${after.roomId} and ${last}
     order by rooms.id, own.seq limit ${limit}`.execute(db);
  const messages = rows.map(toOwnMessage);
  const lastMessage = messages.at(-1);
  if (lastMessage !== undefined && messages.length === limit) {
    return { messages, next: { roomId: lastMessage.room_id, seq: lastMessage.seq } };
  }
  return { messages, next: count === maxRooms ? { roomId: last + 1, seq: 0 } : undefined };
}

function toOwnMessage(row: LogRow): Message {
  const event = fromLogRow(row);
  if (event.kind !== "message") throw new Error(`The event ${event.roomId}:${event.seq} is no message`);
  return toMessage(event);
}
