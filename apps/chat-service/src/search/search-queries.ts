import type { Message, RoomType } from "@hubbub/ws-protocol";
import { type RawBuilder, sql } from "kysely";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import { maxRankedHits, maxRoomsAskedFor, searchTimeoutMs } from "../limits.ts";
import { logColumns, type LogRow } from "../room-log/events/log-row.ts";
import { fromMessageRow } from "../room-log/read/page-queries.ts";
import { quoteLexeme, roomLexeme } from "./words/lexeme.ts";

/** The last hit of a page: how well it fits (0 where that does not count), when it was written (epoch µs), where it stands. */
export type HitKey = readonly [rank: number, atUs: number, roomId: number, seq: number];

export interface HitsWanted {
  /** Who asks. */
  readonly userId: number;
  /** A tsquery, of the words and of what else a message must have; empty where neither is asked for. */
  readonly tsQuery: string;
  /** Of the words alone: marks have no place in a text, and a query with one ranks everything 0. */
  readonly rankQuery: string;
  /** In one of these only; undefined: in all that one may read. */
  readonly roomIds: readonly number[] | undefined;
  readonly before: Date | undefined;
  readonly from: Date | undefined;
  readonly hasReaction: boolean;
  readonly isPinned: boolean;
  readonly isInThread: boolean;
  readonly sort: "new" | "best";
  readonly after: HitKey | undefined;
  readonly limit: number;
}

export interface Hit {
  readonly key: HitKey;
  readonly message: Message;
  readonly room: { readonly id: number; readonly name: string; readonly kind: RoomType };
}

type HitRow = LogRow & {
  readonly rank: number;
  readonly at_us: number;
  readonly room_name: string;
  readonly room_kind: RoomType;
};

/** What somebody may read now and that fits, one more than `limit` where there is more. */
export async function selectHits(db: ChatDatabase, wanted: HitsWanted): Promise<readonly Hit[]> {
  const { rows } = await db.transaction().execute(async (trx) => {
    await quickly.execute(trx);
    return await hits({ ...wanted, roomIds: wanted.roomIds ?? (await readFewRooms(trx, wanted)) }).execute(trx);
  });
  return rows.map((row) => ({
    key: [row.rank, row.at_us, Number(row.room_id), Number(row.seq)],
    message: fromMessageRow(row),
    room: { id: Number(row.room_id), name: row.room_name, kind: row.room_kind },
  }));
}

/** All rooms that somebody may read, where those are few: then the index of words is asked for these alone. */
async function readFewRooms(db: ChatDatabase, wanted: HitsWanted): Promise<readonly number[] | undefined> {
  const { rows } = await sql<{
    id: number;
  }>`select id from (${readable(wanted)}) as room limit ${maxRoomsAskedFor + 1}`.execute(db);
  return rows.length > maxRoomsAskedFor ? undefined : rows.map(({ id }) => id);
}

/**
 * Until the transaction ends: not for long, and as on flash. By Postgres' standard a page somewhere is four times as dear as the
 * next one, as on a turning disk: of a common word it would rather look at all hits than go back from the newest.
 */
export const quickly: RawBuilder<unknown> = sql`
  select set_config('random_page_cost', '1.1', true), set_config('statement_timeout', ${`${searchTimeoutMs}ms`}, true)`;

/** For a test to look at its plan. */
export function hits(wanted: HitsWanted): RawBuilder<HitRow> {
  const { sort, after, limit } = wanted;
  const [rank, atUs, roomId, seq] = after ?? [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 0, 0];
  const page =
    sort === "new"
      ? sql`
        select 0::bigint as rank, hit.* from (${found(
          wanted,
          sql`
          and (words.created_at, words.room_id, words.seq) < (${toTime(atUs)}, ${roomId}::bigint, ${seq}::bigint)`,
        )}
          order by words.created_at desc, words.room_id desc, words.seq desc limit ${limit + 1}) as hit`
      : sql`
        select * from (
          select (ts_rank_cd(words, ${wanted.rankQuery}::tsquery, 1) * 1000000)::bigint as rank, hit.*
            from (${found(wanted, sql``)}
              order by words.created_at desc, words.room_id desc, words.seq desc limit ${maxRankedHits}) as hit
            join search_words using (room_id, seq, created_at)
        ) as ranked
        where (rank, created_at, room_id, seq) < (${rank}::bigint, ${toTime(atUs)}, ${roomId}::bigint, ${seq}::bigint)
        order by rank desc, created_at desc, room_id desc, seq desc limit ${limit + 1}`;
  return sql<HitRow>`
    with readable as materialized (${readable(wanted)}), page as materialized (${page})
    select message.*, page.rank, (extract(epoch from page.created_at) * 1000000)::bigint as at_us,
           readable.name as room_name, readable.kind as room_kind
      from page
      join readable on readable.id = page.room_id
     cross join lateral (
       select ${logColumns} from room_log where room_log.room_id = page.room_id and room_log.seq = page.seq
     ) as message
     order by page.rank desc, page.created_at desc, page.room_id desc, page.seq desc`;
}

/** Rooms that somebody may read at this moment (rooms/may-see-room.ts), and is not banned from. */
function readable({ userId, roomIds }: HitsWanted): RawBuilder<unknown> {
  const ofThese = roomIds === undefined ? sql`` : sql`and rooms.id = any (${roomIds}::bigint[])`;
  return sql`
    select rooms.id, rooms.name, rooms.kind from rooms
      left join room_members as mine on mine.room_id = rooms.id and mine.user_id = ${userId}
     where (mine.user_id is not null or (rooms.kind in ('public', 'announcement') and not exists (
       select 1 from room_bans as ban
        where ban.room_id = rooms.id and ban.user_id = ${userId} and (ban.until is null or ban.until > clock_timestamp()))))
       ${ofThese}`;
}

/**
 * By words or by time, never room by room: the planner cannot know how many rooms somebody may read, and takes them for few
 * unless it is not told (`is true`) that this is a join.
 */
function found(wanted: HitsWanted, place: RawBuilder<unknown>): RawBuilder<unknown> {
  const { tsQuery, roomIds, before, from, hasReaction, isPinned, isInThread } = wanted;
  return sql`
    select words.room_id, words.seq, words.created_at from search_words as words
     where (words.room_id in (select id from readable)) is true ${among(roomIds)}
       ${tsQuery === "" ? sql`and words.words <> ''::tsvector` : sql`and words.words @@ ${tsQuery}::tsquery`}
       ${place}
       ${before === undefined ? sql`` : sql`and words.created_at < ${before}::timestamptz`}
       ${from === undefined ? sql`` : sql`and words.created_at >= ${from}::timestamptz`}
       ${hasReaction ? sql`and ${isThere(sql`jsonb_array_length(coalesce(state -> 'reactions', '[]')) > 0`)}` : sql``}
       ${isPinned ? sql`and exists (select 1 from room_pins as pin where pin.room_id = words.room_id and pin.seq = words.seq)` : sql``}
       ${isInThread ? sql`and (${isThere(sql`thread_seq is not null`)} or ${isRoot})` : sql``}`;
}

function among(roomIds: readonly number[] | undefined): RawBuilder<unknown> {
  if (roomIds === undefined) return sql``;
  const query = roomIds.map((roomId) => quoteLexeme(roomLexeme(roomId))).join(" | ");
  return sql`and words.words @@ ${query}::tsquery`;
}

const isRoot = sql`exists (
  select 1 from threads where threads.room_id = words.room_id and threads.root_seq = words.seq and threads.reply_count > 0)`;

function isThere(condition: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`exists (select 1 from room_log where room_log.room_id = words.room_id and room_log.seq = words.seq and ${condition})`;
}

function toTime(atUs: number): RawBuilder<unknown> {
  if (atUs === Number.MAX_SAFE_INTEGER) return sql`'infinity'::timestamptz`;
  return sql`(timestamptz 'epoch' + ${atUs}::bigint * interval '1 microsecond')`;
}
