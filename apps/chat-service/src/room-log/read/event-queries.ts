import { sql } from "kysely";
import type { ChatDatabase } from "../../db/open-chat-database.ts";
import { maxEventsRead, maxPageBytes } from "../../limits.ts";
import { fromLogRow, logBytes, logColumns, type LogRow } from "../events/log-row.ts";
import { type SequencedFrame, toSequencedFrame } from "../events/sequenced-frame.ts";

/** Events `after < seq <= upTo` of one room are wanted. */
export interface Hole {
  readonly roomId: number;
  readonly after: number;
  readonly upTo: number;
}

/** What a hole's query answers for one room. */
export interface HoleRead {
  readonly epoch: string;
  readonly lastSeq: number;
  /** Ascending from `after + 1` without holes; fewer than asked past 500 events or 256 KiB, but one at least. */
  readonly events: readonly SequencedFrame[];
}

interface HoleRow {
  readonly room_id: number | string;
  readonly epoch: string;
  readonly last_seq: number | string;
  readonly events: readonly LogRow[];
}

/** Reads the holes of several rooms, one a room, in one statement; a room that does not exist has no entry. */
export async function readEvents(db: ChatDatabase, holes: readonly Hole[]): Promise<ReadonlyMap<number, HoleRead>> {
  if (holes.length === 0) return new Map();
  const { rows } = await sql<HoleRow>`
    select hole.room_id, log_epoch.epoch, rooms.last_seq, (
      select coalesce(json_agg(measured order by seq), '[]') from (
        select *, sum(bytes) over (order by seq) - bytes as bytes_before from (
          select ${logColumns}, ${logBytes} as bytes
            from room_log
           where room_log.room_id = hole.room_id and seq > hole.after_seq and seq <= hole.up_to
           order by seq limit ${maxEventsRead}
        ) as first_events
      ) as measured where bytes_before <= ${maxPageBytes}
    ) as events
      from unnest(
        ${holes.map((hole) => hole.roomId)}::bigint[],
        ${holes.map((hole) => hole.after)}::bigint[],
        ${holes.map((hole) => hole.upTo)}::bigint[]
      ) as hole (room_id, after_seq, up_to)
      join rooms on rooms.id = hole.room_id
      cross join log_epoch`.execute(db);
  return new Map(rows.map((row) => [Number(row.room_id), toHoleRead(row)]));
}

/** The heads of several rooms and the epoch, in one statement. */
export async function readHeads(
  db: ChatDatabase,
  roomIds: readonly number[],
): Promise<{ readonly epoch: string; readonly heads: ReadonlyMap<number, number> }> {
  const { rows } = await sql<{ epoch: string; id: number | string | null; last_seq: number | string }>`
    select epoch, id, last_seq from log_epoch left join rooms on rooms.id = any (${roomIds}::bigint[])`.execute(db);
  const epoch = rows[0]?.epoch;
  if (epoch === undefined) throw new Error("The chat database has no epoch");
  return {
    epoch,
    heads: new Map(rows.flatMap(({ id, last_seq }) => (id === null ? [] : [[Number(id), Number(last_seq)]]))),
  };
}

function toHoleRead({ epoch, last_seq, events }: HoleRow): HoleRead {
  return { epoch, lastSeq: Number(last_seq), events: events.map((row) => toSequencedFrame(fromLogRow(row))) };
}
