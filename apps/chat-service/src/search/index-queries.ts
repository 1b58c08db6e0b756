import { sql } from "kysely";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import { prepared } from "../db/prepared.ts";
import { indexLockMs, indexSweepAfterMs, maxEventsLeftToOthers, maxEventsPerIndexing } from "../limits.ts";
import { canaryRoomId } from "../room-log/canary-room-id.ts";
import type { IndexedFile } from "./words/to-ts-vector.ts";

/** A message whose words are to be written, as it is now. */
export interface MessageToIndex {
  readonly roomId: number;
  readonly seq: number;
  readonly authorId: number;
  readonly content: string;
  readonly files: readonly IndexedFile[];
  /** As Postgres writes it. */
  readonly createdAt: string;
  /** Of the event that made it what it is. */
  readonly version: number;
}

/** As they are to be written. */
export interface MessageWords extends Omit<MessageToIndex, "content" | "files" | "authorId"> {
  /** A tsvector. */
  readonly words: string;
}

/** A room's place in the index, as it was read, and as it is once the words of the messages in between are written. */
export interface PlaceMove {
  readonly roomId: number;
  readonly from: number;
  readonly to: number;
  readonly messages: readonly MessageToIndex[];
}

export interface RoomToIndex extends PlaceMove {
  /** Whether it was read to its head. */
  readonly isAll: boolean;
}

interface ToIndexRow {
  readonly room_id: number;
  readonly from_seq: number;
  readonly to_seq: number;
  readonly is_all: boolean;
  readonly messages: readonly MessageRow[];
}

interface MessageRow {
  readonly seq: number;
  readonly actor_id: number;
  readonly content: string;
  readonly files: readonly IndexedFile[] | null;
  readonly created_at: string;
  readonly version: number;
}

/** A message as a row of JSON, of one that is there. */
const asMessage = sql`json_build_object(
  'seq', said.seq, 'actor_id', said.actor_id, 'created_at', said.created_at,
  'content', coalesce(said.state ->> 'content', said.body ->> 'content'), 'files', said.body -> 'attachments',
  'version', coalesce((said.state ->> 'updated_seq')::bigint, said.seq))`;

const isThere = sql`not coalesce(said.state ? 'deleted_at', false)`;

/** Rooms that have no place in the index yet get one; answers whether there were any. */
export async function beginRooms(db: ChatDatabase, roomIds: readonly number[]): Promise<boolean> {
  const { rows } = await sql`
    insert into search_positions (room_id, seq, from_seq)
    select id, 0, 0 from rooms where id = any (${roomIds}::bigint[])
    on conflict do nothing
    returning room_id`.execute(db);
  return rows.length > 0;
}

/** The next events of each room: messages, and those that edits in between are of. Without rooms that have no place yet. */
export async function readToIndex(db: ChatDatabase, roomIds: readonly number[]): Promise<readonly RoomToIndex[]> {
  const { rows } = await sql<ToIndexRow>`${prepared("read_to_index")}
    select place.room_id, place.seq as from_seq, coalesce(max(event.seq), place.seq) as to_seq,
           count(event.seq) < ${maxEventsPerIndexing} as is_all,
           coalesce(json_agg(${asMessage}) filter (where said.seq is not null), '[]') as messages
      from search_positions as place
      left join lateral (
        select seq, kind, target_seq, actor_id, body, state, created_at from room_log
         where room_log.room_id = place.room_id and room_log.seq > place.seq order by seq limit ${maxEventsPerIndexing}
      ) as event on true
      left join lateral (
        select event.seq, event.actor_id, event.body, event.state, event.created_at where event.kind = 'message'
        union all
        -- One look each: as a join the planner reads all of the log, for it cannot know how few they are.
        (select seq, actor_id, body, state, created_at from room_log
          where room_log.room_id = place.room_id and room_log.kind = 'message' and room_log.seq = event.target_seq
            and event.kind = 'message_edited'
          limit 1)
      ) as said on ${isThere}
     where place.room_id = any (${roomIds}::bigint[])
     group by place.room_id, place.seq`.execute(db);
  return rows.map(({ room_id, from_seq, to_seq, is_all, messages }) => ({
    roomId: room_id,
    from: from_seq,
    to: to_seq,
    isAll: is_all,
    messages: messages.map((row) => toMessage(room_id, row)),
  }));
}

/** The next messages downwards of a room that was there before the index was; undefined where all are indexed. */
export async function readToBackfill(db: ChatDatabase, limit: number): Promise<PlaceMove | undefined> {
  const { rows } = await sql<{
    room_id: number;
    from_seq: number;
    to_seq: number | null;
    found: number;
    messages: readonly MessageRow[];
  }>`
    select place.room_id, place.from_seq, min(said.seq) - 1 as to_seq, count(said.seq)::int as found,
           coalesce(json_agg(${asMessage}) filter (where ${isThere} and said.seq is not null), '[]') as messages
      from (select room_id, from_seq from search_positions where from_seq > 0 limit 1) as place
      left join lateral (
        select seq, actor_id, body, state, created_at from room_log
         where room_log.room_id = place.room_id and room_log.kind = 'message' and room_log.seq <= place.from_seq
         order by seq desc limit ${limit}
      ) as said on true
     group by place.room_id, place.from_seq`.execute(db);
  const [row] = rows;
  if (row === undefined) return undefined;
  return {
    roomId: row.room_id,
    from: row.from_seq,
    to: row.found < limit ? 0 : Number(row.to_seq),
    messages: row.messages.map((message) => toMessage(row.room_id, message)),
  };
}

/**
 * The words of rooms whose place is where it was read, in one statement that moves it; answers which those are: of the others
 * somebody else has written them, or is about to. `seq` moves up with what is new, `from_seq` down with what is old. Words of an
 * event that is older than that of those which are there are left out.
 *
 * An append that takes away words may wait for a moment until these are written; this does not wait for the append as well, but
 * gives up, and nothing is written. Nor does it wait for the disk: what a crash takes away is to be indexed again.
 */
export async function writeWords(
  db: ChatDatabase,
  moved: "seq" | "from_seq",
  moves: readonly Omit<PlaceMove, "messages">[],
  messages: readonly MessageWords[],
): Promise<ReadonlySet<number>> {
  // A message and an edit of it were read together: both say what it is now.
  const different = [...new Map(messages.map((message) => [`${message.roomId}:${message.seq}`, message])).values()];
  const place = sql.ref(moved);
  try {
    const { rows } = await sql<{ room_id: number }>`${prepared(`write_words_by_${moved}`)}
      with settings as materialized (
        select set_config('lock_timeout', ${`${indexLockMs}ms`}, true), set_config('synchronous_commit', 'off', true)
      ), mine as materialized (
        select place.room_id, move.becomes
          from settings
          cross join unnest(
            ${moves.map(({ roomId }) => roomId)}::bigint[], ${moves.map(({ from }) => from)}::bigint[],
            ${moves.map(({ to }) => to)}::bigint[]
          ) as move (room_id, was, becomes)
          join search_positions as place on place.room_id = move.room_id and place.${place} = move.was
         order by place.room_id for update of place skip locked
      ), moved as (
        update search_positions as place set ${place} = mine.becomes from mine where place.room_id = mine.room_id
      ), written as (
        insert into search_words as known (room_id, seq, created_at, version, words)
        select room_id, seq, created_at, version, words::tsvector
          from unnest(
            ${different.map(({ roomId }) => roomId)}::bigint[], ${different.map(({ seq }) => seq)}::bigint[],
            ${different.map(({ createdAt }) => createdAt)}::timestamptz[], ${different.map(({ version }) => version)}::bigint[],
            ${different.map(({ words }) => words)}::text[]
          ) as message (room_id, seq, created_at, version, words)
          join mine using (room_id)
        order by room_id, seq
        on conflict (room_id, seq) do update set version = excluded.version, words = excluded.words
          where known.version <= excluded.version
      )
      select room_id from mine`.execute(db);
    return new Set(rows.map(({ room_id }) => room_id));
  } catch (error) {
    if (isLockTimeout(error)) return new Set();
    throw error;
  }
}

/**
 * Rooms with events that nobody has indexed: what is as new as an instance that lives indexes it only where there is much of it,
 * or where it comes after something older, as reactions do after a message that a crash left.
 */
export async function readRoomsBehind(db: ChatDatabase, limit: number): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    select rooms.id from rooms left join search_positions as place on place.room_id = rooms.id
     where rooms.last_seq > coalesce(place.seq, 0)
       and (rooms.last_event_at < clock_timestamp() - ${indexSweepAfterMs}::int * interval '1 ms'
            or rooms.last_seq > coalesce(place.seq, 0) + ${maxEventsLeftToOthers}
            or exists (
              select 1 from room_log as event
               where event.room_id = rooms.id and event.seq > coalesce(place.seq, 0)
                 and event.kind in ('message', 'message_edited')
                 and event.created_at < clock_timestamp() - ${indexSweepAfterMs}::int * interval '1 ms'))
     limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

/** What is there stays until it is written again, from each room's head down. */
export async function indexAllAgain(db: ChatDatabase): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable("search_positions")
    .set({ from_seq: sql<number>`seq` })
    .where("seq", ">", 0)
    .where("room_id", "!=", canaryRoomId)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

export async function countRoomsToBackfill(db: ChatDatabase): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from search_positions where from_seq > 0`.execute(db);
  return rows[0]?.count ?? 0;
}

function isLockTimeout(error: unknown): boolean {
  const { cause } = error instanceof Error ? error : { cause: undefined };
  return cause instanceof Error && "code" in cause && cause.code === "55P03";
}

function toMessage(roomId: number, { seq, actor_id, content, files, created_at, version }: MessageRow): MessageToIndex {
  return { roomId, seq, authorId: actor_id, content, files: files ?? [], createdAt: created_at, version };
}
