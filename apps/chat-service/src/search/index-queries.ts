import { type Kysely, sql } from "kysely";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import type { ChatSchema } from "../db/schema.ts";
import type { IndexedFile } from "./words/to-ts-vector.ts";
import { indexLockMs, maxEventsPerIndexing } from "../limits.ts";

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

/** What was read of one room: up to which event, whether that is its head, and what is to be indexed of it. */
export interface RoomToIndex {
  readonly roomId: number;
  readonly upTo: number;
  readonly isAll: boolean;
  readonly messages: readonly MessageToIndex[];
}

export type IndexTransaction = Kysely<ChatSchema>;

interface ToIndexRow {
  readonly room_id: number;
  readonly up_to: number;
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

/**
 * An append that takes away words may wait for a moment until those of this transaction are written; this one does not wait for
 * the append as well, but gives up.
 */
export async function waitForNoAppend(trx: IndexTransaction): Promise<void> {
  await sql`select set_config('lock_timeout', ${`${indexLockMs}ms`}, true)`.execute(trx);
}

export function isLockTimeout(error: unknown): boolean {
  const { cause } = error instanceof Error ? error : { cause: undefined };
  return cause instanceof Error && "code" in cause && cause.code === "55P03";
}

/** Rooms that have no place in the index yet get one; answers whether there were any. */
export async function beginRooms(trx: IndexTransaction, roomIds: readonly number[]): Promise<boolean> {
  const { rows } = await sql`
    insert into search_positions (room_id, seq, from_seq)
    select id, 0, 0 from rooms where id = any (${roomIds}::bigint[])
    on conflict do nothing
    returning room_id`.execute(trx);
  return rows.length > 0;
}

/**
 * Locks what nobody else is indexing, until the transaction ends, and reads the next events of each: messages, and those that
 * edits in between are of. Rooms that another instance holds, or that have no place yet, are left out.
 */
export async function readToIndex(trx: IndexTransaction, roomIds: readonly number[]): Promise<readonly RoomToIndex[]> {
  const { rows } = await sql<ToIndexRow>`
    with mine as materialized (
      select room_id, seq from search_positions
       where room_id = any (${roomIds}::bigint[]) order by room_id for update skip locked
    )
    select mine.room_id, coalesce(max(event.seq), mine.seq) as up_to, count(event.seq) < ${maxEventsPerIndexing} as is_all,
           coalesce(json_agg(${asMessage}) filter (where said.seq is not null), '[]') as messages
      from mine
      left join lateral (
        select seq, kind, target_seq from room_log
         where room_log.room_id = mine.room_id and room_log.seq > mine.seq order by seq limit ${maxEventsPerIndexing}
      ) as event on true
      -- One look each: as a join the planner reads all of the log, for it cannot know how few they are.
      left join lateral (
        select seq, actor_id, body, state, created_at from room_log
         where room_log.room_id = mine.room_id and room_log.kind = 'message' and not coalesce(room_log.state ? 'deleted_at', false)
           and room_log.seq = case event.kind when 'message' then event.seq when 'message_edited' then event.target_seq end
         limit 1
      ) as said on true
     group by mine.room_id, mine.seq`.execute(trx);
  return rows.map(({ room_id, up_to, is_all, messages }) => ({
    roomId: room_id,
    upTo: up_to,
    isAll: is_all,
    messages: messages.map((row) => toMessage(room_id, row)),
  }));
}

/** The next messages downwards of a room that was there before the index was; undefined where all are indexed, or being so. */
export async function readToBackfill(
  trx: IndexTransaction,
  limit: number,
): Promise<
  { readonly roomId: number; readonly fromSeq: number; readonly messages: readonly MessageToIndex[] } | undefined
> {
  const { rows } = await sql<{
    room_id: number;
    from_seq: number | null;
    found: number;
    messages: readonly MessageRow[];
  }>`
    with mine as materialized (
      select room_id, from_seq from search_positions where from_seq > 0 limit 1 for update skip locked
    )
    select mine.room_id, min(said.seq) as from_seq, count(said.seq)::int as found,
           coalesce(json_agg(${asMessage}) filter (where not coalesce(said.state ? 'deleted_at', false) and said.seq is not null), '[]')
             as messages
      from mine
      left join lateral (
        select seq, actor_id, body, state, created_at from room_log
         where room_log.room_id = mine.room_id and room_log.kind = 'message' and room_log.seq <= mine.from_seq
         order by seq desc limit ${limit}
      ) as said on true
     group by mine.room_id`.execute(trx);
  const [row] = rows;
  if (row === undefined) return undefined;
  const isEnd = row.found < limit || row.from_seq === null;
  return {
    roomId: row.room_id,
    fromSeq: isEnd ? 0 : Number(row.from_seq) - 1,
    messages: row.messages.map((message) => toMessage(row.room_id, message)),
  };
}

/** Words of an event that is not older than that of those which are there. */
export async function writeWords(trx: IndexTransaction, messages: readonly MessageWords[]): Promise<void> {
  if (messages.length === 0) return;
  // A message and an edit of it were read together: both say what it is now.
  const different = [...new Map(messages.map((message) => [`${message.roomId}:${message.seq}`, message])).values()];
  await sql`
    insert into search_words as known (room_id, seq, created_at, version, words)
    select room_id, seq, created_at, version, words::tsvector
      from unnest(
        ${different.map(({ roomId }) => roomId)}::bigint[], ${different.map(({ seq }) => seq)}::bigint[],
        ${different.map(({ createdAt }) => createdAt)}::timestamptz[], ${different.map(({ version }) => version)}::bigint[],
        ${different.map(({ words }) => words)}::text[]
      ) as message (room_id, seq, created_at, version, words)
    order by room_id, seq
    on conflict (room_id, seq) do update set version = excluded.version, words = excluded.words
      where known.version <= excluded.version`.execute(trx);
}

export async function movePositions(
  trx: IndexTransaction,
  rooms: readonly Pick<RoomToIndex, "roomId" | "upTo">[],
): Promise<void> {
  await sql`
    update search_positions as place set seq = room.seq
      from unnest(${rooms.map(({ roomId }) => roomId)}::bigint[], ${rooms.map(({ upTo }) => upTo)}::bigint[]) as room (room_id, seq)
     where place.room_id = room.room_id and place.seq < room.seq`.execute(trx);
}

export async function moveBackfilled(trx: IndexTransaction, roomId: number, fromSeq: number): Promise<void> {
  await trx.updateTable("search_positions").set({ from_seq: fromSeq }).where("room_id", "=", roomId).execute();
}

/** Rooms with events that nobody has indexed. */
export async function readRoomsBehind(db: ChatDatabase, limit: number): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    select rooms.id from rooms left join search_positions as place on place.room_id = rooms.id
     where rooms.last_seq > coalesce(place.seq, 0) limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

/** What is there stays until it is written again, from each room's head down. */
export async function indexAllAgain(db: ChatDatabase): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable("search_positions")
    .set({ from_seq: sql<number>`seq` })
    .where("seq", ">", 0)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

export async function countRoomsToBackfill(db: ChatDatabase): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from search_positions where from_seq > 0`.execute(db);
  return rows[0]?.count ?? 0;
}

function toMessage(roomId: number, { seq, actor_id, content, files, created_at, version }: MessageRow): MessageToIndex {
  return { roomId, seq, authorId: actor_id, content, files: files ?? [], createdAt: created_at, version };
}
