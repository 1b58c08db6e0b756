import type { Message } from "@hubbub/ws-protocol";
import { type RawBuilder, sql } from "kysely";
import type { ChatDatabase } from "../../db/open-chat-database.ts";
import { maxPageBytes } from "../../limits.ts";
import { cutAround, type PageSide } from "./cut-around.ts";
import { cutPage } from "./cut-page.ts";
import { fromLogRow, logBytes, logColumns, type LogRow } from "../events/log-row.ts";
import { isOf, type MessagesOf } from "./timeline-queries.ts";
import { toMessage } from "../kinds/message.ts";

export interface PageQuery {
  readonly roomId: number;
  /** The timeline, if not given. */
  readonly of?: MessagesOf | undefined;
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
  /** More in the direction asked; around a seq, in either. */
  readonly hasMore: boolean;
  /** Of a page around a seq. */
  readonly hasMoreBefore?: boolean;
  readonly hasMoreAfter?: boolean;
}

/** A page of a room's messages. Whether the caller may see the room is for the caller to check. */
export async function readPage(db: ChatDatabase, query: PageQuery): Promise<MessagePage> {
  const { roomId, of = "timeline", beforeSeq, afterSeq, limit, maxBytes = maxPageBytes } = query;
  const forward = afterSeq !== undefined;
  const from = afterSeq ?? (beforeSeq === undefined ? Number.MAX_SAFE_INTEGER : beforeSeq - 1);
  const { rows } = await nearest({ roomId, of, from, forward, limit, maxBytes }).execute(db);
  const nearestFirst = rows
    .map(fromMessageRow)
    .toSorted((one, other) => (forward ? one.seq - other.seq : other.seq - one.seq));
  return cutPage(nearestFirst, { found: Number(rows[0]?.found ?? 0), limit, maxBytes, forward });
}

export interface AroundQuery extends Pick<PageQuery, "roomId" | "of" | "limit" | "maxBytes"> {
  /** In the middle, or where it would be. */
  readonly aroundSeq: number;
}

/** A page with messages on both sides of a seq, in one statement; the same for the caller to check. */
export async function readAround(db: ChatDatabase, query: AroundQuery): Promise<MessagePage> {
  const { rows } = await messagesAround(query).execute(db);
  const { aroundSeq, limit, maxBytes = maxPageBytes } = query;
  const [before, after] = [rows.filter(isBefore), rows.filter((row) => !isBefore(row))];
  return cutAround({ before: side(before.toReversed()), after: side(after) }, { aroundSeq, limit, maxBytes });

  function isBefore({ seq }: LogRow): boolean {
    return Number(seq) <= aroundSeq;
  }
}

/** Its statement: the nearest of both sides, ascending, as many of each as the page may hold. */
export function messagesAround({ roomId, of = "timeline", aroundSeq, limit, maxBytes = maxPageBytes }: AroundQuery) {
  const before = nearest({ roomId, of, from: aroundSeq, forward: false, limit, maxBytes });
  const after = nearest({ roomId, of, from: aroundSeq, forward: true, limit, maxBytes });
  return sql<NearestRow>`select * from (${before} union all ${after}) as around order by seq`;
}

type NearestRow = LogRow & { readonly found: number | string };

/**
 * In no order; `found` counts one beyond `limit`, and those that were not read for their size. One bound a side: of two, where
 * one is known only when it runs, the planner expects so few rows that it sorts all of them.
 */
function nearest({ roomId, of, from, forward, limit, maxBytes }: NearestQuery): RawBuilder<NearestRow> {
  const outward = forward ? sql`seq` : sql`seq desc`;
  const expiredSeq = sql`(select expired_seq from rooms where id = ${roomId})`;
  const bound = forward ? sql`seq > greatest(${from}::bigint, ${expiredSeq})` : sql`seq <= ${from}::bigint`;
  return sql<NearestRow>`
    select * from (
      select *, count(*) over () as found, sum(bytes) over (order by ${outward}) - bytes as bytes_nearer
        from (
          select ${logColumns}, ${logBytes} as bytes
            from room_log where room_id = ${roomId} and ${isOf(of)} and ${bound}
           order by ${outward} limit ${limit + 1}
        ) as nearest where seq > ${expiredSeq}
    ) as measured
    where bytes_nearer <= ${maxBytes}`;
}

interface NearestQuery {
  readonly roomId: number;
  readonly of: MessagesOf;
  /** Those after it, else those up to it. */
  readonly from: number;
  readonly forward: boolean;
  readonly limit: number;
  readonly maxBytes: number;
}

function side(nearestFirst: readonly NearestRow[]): PageSide {
  return { messages: nearestFirst.map(fromMessageRow), found: Number(nearestFirst[0]?.found ?? 0) };
}

/** One message as it is now; undefined if there is none with that seq. */
export async function readMessage(db: ChatDatabase, roomId: number, seq: number): Promise<Message | undefined> {
  const { rows } = await sql<LogRow>`
    select ${logColumns} from room_log where room_id = ${roomId} and seq = ${seq} and kind = 'message'`.execute(db);
  return rows.map(fromMessageRow)[0];
}

/** The same, of those that pages show: the room keeps it. */
export async function readKeptMessage(db: ChatDatabase, roomId: number, seq: number): Promise<Message | undefined> {
  const { rows } = await sql<LogRow>`
    select ${logColumns} from room_log where room_id = ${roomId} and seq = ${seq} and kind = 'message'
       and seq > (select expired_seq from rooms where id = ${roomId})`.execute(db);
  return rows.map(fromMessageRow)[0];
}

export function fromMessageRow(row: LogRow): Message {
  const event = fromLogRow(row);
  if (event.kind !== "message") throw new Error(`The event ${event.roomId}:${event.seq} is no message`);
  return toMessage(event);
}
