import type { Message } from "@hubbub/ws-protocol";
import { sql } from "kysely";
import type { ChatDatabase } from "../../db/open-chat-database.ts";
import { maxPageBytes } from "../../limits.ts";
import { cutPage } from "./cut-page.ts";
import { fromLogRow, logBytes, logColumns, type LogRow } from "../events/log-row.ts";
import { toMessage } from "../kinds/message.ts";

export interface PageQuery {
  readonly roomId: number;
  /** The nearest page before it; not with `afterSeq`. Neither: the latest page. */
  readonly beforeSeq?: number | undefined;
  readonly afterSeq?: number | undefined;
  /** Messages, 1–100. */
  readonly limit: number;
  /** As JSON; 256 KiB if not given. */
  readonly maxBytes?: number;
}

export interface MessagePage {
  /** Ascending by seq, without holes from where it was asked; cut at 256 KiB, but never below one message. */
  readonly messages: readonly Message[];
  /** More in the direction asked. */
  readonly hasMore: boolean;
}

/** A page of a room's messages. Whether the caller may see the room is for the caller to check. */
export async function readPage(db: ChatDatabase, query: PageQuery): Promise<MessagePage> {
  const { roomId, beforeSeq, afterSeq, limit, maxBytes = maxPageBytes } = query;
  const forward = afterSeq !== undefined;
  const from = forward ? sql`and seq > ${afterSeq}` : beforeSeq === undefined ? sql`` : sql`and seq < ${beforeSeq}`;
  const outward = forward ? sql`seq` : sql`seq desc`;
  const { rows } = await sql<LogRow & { readonly found: number | string }>`
    select * from (
      select *, count(*) over () as found, sum(bytes) over (order by ${outward}) - bytes as bytes_nearer
        from (
          select ${logColumns}, ${logBytes} as bytes
            from room_log where room_id = ${roomId} and kind = 'message' ${from}
             and seq > (select expired_seq from rooms where id = ${roomId})
           order by ${outward} limit ${limit + 1}
        ) as nearest
    ) as measured
    where bytes_nearer <= ${maxBytes} order by ${outward}`.execute(db);
  const nearestFirst = rows.map(fromMessageRow);
  return cutPage(nearestFirst, { found: Number(rows[0]?.found ?? 0), limit, maxBytes, forward });
}

/** One message as it is now; undefined if there is none with that seq. */
export async function readMessage(db: ChatDatabase, roomId: number, seq: number): Promise<Message | undefined> {
  const { rows } = await sql<LogRow>`
    select ${logColumns} from room_log where room_id = ${roomId} and seq = ${seq} and kind = 'message'`.execute(db);
  return rows.map(fromMessageRow)[0];
}

function fromMessageRow(row: LogRow): Message {
  const event = fromLogRow(row);
  if (event.kind !== "message") throw new Error(`The event ${event.roomId}:${event.seq} is no message`);
  return toMessage(event);
}
