import type { Message } from "@hubbub/ws-protocol";
import { type RawBuilder, sql } from "kysely";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import { fromLogRow, logColumns, type LogRow } from "../room-log/events/log-row.ts";
import type { MessageState } from "../room-log/kinds/log-kind.ts";
import { toMessage } from "../room-log/kinds/message.ts";

/** After which of one's events: room by room, and in a room by their ids, as the index that finds repeats has them. */
export interface OwnPlace {
  readonly roomId: number;
  /** Empty: before all of the room's. */
  readonly clientMsgId: string;
}

export const firstOwnPlace: OwnPlace = { roomId: 0, clientMsgId: "" };

export interface OwnMessages {
  readonly messages: readonly Message[];
  /** Where to go on; undefined at the end. There may be more where `messages` has none. */
  readonly next: OwnPlace | undefined;
}

export interface OwnPage {
  readonly after: OwnPlace;
  /** Of their events, messages or not. */
  readonly limit: number;
  /** Rooms that are asked whether they ever did something there, and rooms where they did. */
  readonly maxRooms: number;
  readonly maxOwnRooms: number;
}

/**
 * What somebody wrote and has not deleted, whether or not they may still read there. No index has a person's messages of all
 * rooms, so each room is asked. What a page costs does not grow with what there is in a room.
 */
export async function readOwnMessages(db: ChatDatabase, userId: number, page: OwnPage): Promise<OwnMessages> {
  return db.transaction().execute(async (trx) => {
    await byIndexAlone.execute(trx);
    const { after, limit } = page;
    const { rows } = await ownEvents(userId, after, limit).execute(trx);
    const others = rows.length < limit ? await readOtherRooms(trx, userId, page, limit - rows.length) : undefined;
    const all = [...rows, ...(others?.rows ?? [])];
    const messages = all.filter(isThere).map(toOwnMessage);
    messages.sort((one, other) => one.room_id - other.room_id || one.seq - other.seq);
    return { messages, next: others ? others.next : placeOf(rows.at(-1)) };
  });
}

/** Until the transaction ends. Where it expects little the planner would read all that somebody did in a room, and sort it. */
export const byIndexAlone: RawBuilder<unknown> = sql`
  select set_config('enable_sort', 'off', true), set_config('enable_bitmapscan', 'off', true)`;

/** The next in one room. */
export function ownEvents(userId: number, { roomId, clientMsgId }: OwnPlace, limit: number): RawBuilder<LogRow> {
  return sql<LogRow>`
    select ${logColumns} from room_log
     where room_id = ${roomId} and actor_id = ${userId} and client_msg_id > ${clientMsgId}
     order by client_msg_id limit ${limit}`;
}

/** Of the rooms between, the next where they did something. */
export function ownRooms(userId: number, after: number, last: number, limit: number): RawBuilder<{ id: number }> {
  return sql<{ id: number }>`
    select id from rooms
     cross join lateral (
       select from room_log where room_id = id and actor_id = ${userId} order by client_msg_id limit 1
     ) as own
     where id > ${after} and id <= ${last} order by id limit ${limit}`;
}

/** Of the rooms after that of the page's beginning. */
async function readOtherRooms(
  db: ChatDatabase,
  userId: number,
  { after: { roomId: after }, maxRooms, maxOwnRooms }: OwnPage,
  limit: number,
): Promise<{ readonly rows: readonly LogRow[]; readonly next: OwnPlace | undefined }> {
  const { rows: asked } = await sql<{ count: number; last: number | null }>`
    select count(*), max(id) as last
      from (select id from rooms where id > ${after} order by id limit ${maxRooms}) as room`.execute(db);
  const { count = 0, last = null } = asked[0] ?? {};
  if (last === null) return { rows: [], next: undefined };
  const { rows: rooms } = await ownRooms(userId, after, last, maxOwnRooms).execute(db);
  const rows: LogRow[] = [];
  for (const { id } of rooms) {
    rows.push(...(await ownEvents(userId, { roomId: id, clientMsgId: "" }, limit - rows.length).execute(db)).rows);
    if (rows.length === limit) return { rows, next: placeOf(rows.at(-1)) };
  }
  const done = rooms.length === maxOwnRooms ? rooms.at(-1)?.id : count === maxRooms ? last : undefined;
  return { rows, next: done === undefined ? undefined : { roomId: done + 1, clientMsgId: "" } };
}

function placeOf(row: LogRow | undefined): OwnPlace | undefined {
  return row && { roomId: Number(row.room_id), clientMsgId: row.client_msg_id };
}

function isThere({ kind, state }: LogRow): boolean {
  return kind === "message" && (state as MessageState | null)?.deleted_at === undefined;
}

function toOwnMessage(row: LogRow): Message {
  const event = fromLogRow(row);
  if (event.kind !== "message") throw new Error(`The event ${event.roomId}:${event.seq} is no message`);
  return toMessage(event);
}
