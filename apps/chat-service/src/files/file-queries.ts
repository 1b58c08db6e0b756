import type { Attachment } from "@hubbub/ws-protocol";
import { sql } from "kysely";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import type { FileBounds } from "./file-context.ts";

/** A file that is about to come. */
export interface NewFile {
  readonly id: string;
  readonly roomId: number;
  readonly userId: number;
  readonly name: string;
  /** Bytes: as declared, or as many as may come. */
  readonly size: number;
  /** The picture of a link in a message. */
  readonly isPreview?: true;
  /** The picture of a person or a room, and no message's: whose (avatars/). */
  readonly avatarOf?: string;
}

/** What a file turned out to be. */
export interface StoredFile {
  readonly id: string;
  readonly size: number;
  readonly contentType: string;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/** Whose bound a file would pass. */
export type QuotaOf = "person" | "server";

/** Notes a file before its first byte, and the room that it takes; answers whose bound that would pass, if one's. */
export async function reserveFile(db: ChatDatabase, file: NewFile, bounds: FileBounds): Promise<QuotaOf | undefined> {
  const serverBytes = bounds.serverBytes === 0 ? Number.MAX_SAFE_INTEGER : bounds.serverBytes;
  if (file.size > bounds.personBytes) return "person";
  if (file.size > serverBytes) return "server";
  return await db.transaction().execute(async (trx) => {
    // One's own row first, and that of all for as short as can be.
    const { id, roomId, userId, name, size, isPreview = false, avatarOf = null } = file;
    const row = { id, room_id: roomId, user_id: userId, name, size, is_preview: isPreview, avatar_of: avatarOf };
    await trx.insertInto("files").values(row).execute();
    if (!(await takeSpace(trx, userId, size, bounds.personBytes))) return await undo("person");
    if (!(await takeSpace(trx, allPeople, size, serverBytes))) return await undo("server");
    return undefined;

    async function undo(of: QuotaOf): Promise<QuotaOf> {
      await trx.deleteFrom("files").where("id", "=", id).execute();
      if (of === "server") await giveSpace(trx, userId, size);
      return of;
    }
  });
}

/** Whose usage is that of all together. */
const allPeople = 0;

async function takeSpace(db: ChatDatabase, userId: number, bytes: number, bound: number): Promise<boolean> {
  const { rows } = await sql`
    insert into file_usage as used (user_id, bytes) values (${userId}, ${bytes})
    on conflict (user_id) do update set bytes = used.bytes + excluded.bytes where used.bytes + excluded.bytes <= ${bound}
    returning user_id`.execute(db);
  return rows.length > 0;
}

async function giveSpace(db: ChatDatabase, userId: number, bytes: number): Promise<void> {
  await sql`
    update file_usage set bytes = greatest(0, bytes - ${bytes}) where user_id = ${userId}`.execute(db);
}

/** Its bytes are safe. False where it was removed meanwhile: then they are to go. */
export async function noteStored(db: ChatDatabase, file: StoredFile, { userId, size }: NewFile): Promise<boolean> {
  return await db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable("files")
      .set({
        size: file.size,
        content_type: file.contentType,
        width: file.width ?? null,
        height: file.height ?? null,
        stored_at: sql<Date>`clock_timestamp()`,
        made_at: file.width === undefined ? sql<Date>`clock_timestamp()` : null,
      })
      .where("id", "=", file.id)
      .where("removed_at", "is", null)
      .returning("id")
      .executeTakeFirst();
    if (row === undefined) return false;
    // What is made of a small picture may be larger than what came.
    for (const one of [userId, allPeople]) if (size !== file.size) await giveSpace(trx, one, size - file.size);
    return true;
  });
}

/** It will not be sent: nothing of it is shown any more. Only one's own, while it is not sent, and no picture of anybody. */
export async function removeUnsent(db: ChatDatabase, id: string, userId: number): Promise<"removed" | "sent" | "none"> {
  const { rows } = await sql<{ seq: number | null }>`
    with file as materialized (select id, seq from files where id = ${id} and user_id = ${userId} and shown_since is null for update),
    removed as (
      update files set removed_at = clock_timestamp()
        from file where files.id = file.id and file.seq is null and files.removed_at is null
    )
    select seq from file`.execute(db);
  const [file] = rows;
  if (file === undefined) return "none";
  return file.seq === null ? "removed" : "sent";
}

/** A picture that is to be made. */
export interface PictureToMake {
  readonly id: string;
  readonly contentType: string;
  /** Whose it is. */
  readonly userId: number;
}

/** Those that nobody made for so long: the instance that took them may be gone. Each person's oldest, then each one's next. */
export async function readLatePictures(
  db: ChatDatabase,
  { lateMs, limit }: { readonly lateMs: number; readonly limit: number },
): Promise<readonly PictureToMake[]> {
  return await db
    .selectFrom("files")
    .select(["id", "content_type as contentType", "user_id as userId"])
    .where("stored_at", "<", sql<Date>`clock_timestamp() - make_interval(secs => ${lateMs / 1000})`)
    .where("made_at", "is", null)
    .where("removed_at", "is", null)
    .orderBy(sql`row_number() over (partition by user_id order by stored_at)`)
    .orderBy("stored_at")
    .limit(limit)
    .execute();
}

/** Counts a try to make a picture; answers how many there were with it, undefined where it is made, or removed. */
export async function noteTry(db: ChatDatabase, id: string): Promise<number | undefined> {
  const row = await db
    .updateTable("files")
    .set({ make_tries: sql<number>`make_tries + 1` })
    .where("id", "=", id)
    .where("made_at", "is", null)
    .where("removed_at", "is", null)
    .returning("make_tries")
    .executeTakeFirst();
  return row?.make_tries;
}

/** Whether anybody may still be shown it. */
export async function isKept(db: ChatDatabase, id: string): Promise<boolean> {
  const row = await db
    .selectFrom("files")
    .select("id")
    .where("id", "=", id)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * As it is shown; or (undefined) that it is no picture after all, and only saved. `storedBytes` is what is stored of it now, and
 * takes its place in what is counted, also past a bound: who sent it cannot know. What another instance noted stays.
 */
export async function noteMade(
  db: ChatDatabase,
  id: string,
  {
    picture,
    storedBytes,
  }: {
    readonly picture: { readonly width: number; readonly height: number; readonly thumbhash: string } | undefined;
    readonly storedBytes: number;
  },
): Promise<void> {
  const made = await db.transaction().execute(async (trx) => {
    const file = await trx
      .updateTable("files")
      .set({
        made_at: sql<Date>`clock_timestamp()`,
        stored_bytes: storedBytes,
        ...(picture ?? { width: null, height: null, content_type: "application/octet-stream" }),
      })
      .where("id", "=", id)
      .where("made_at", "is", null)
      .returning(["user_id", "room_id", "seq", "size", "emptied_at"])
      .executeTakeFirst();
    if (file === undefined || file.emptied_at !== null || file.size === storedBytes) return file;
    for (const one of [file.user_id, allPeople]) await giveSpace(trx, one, file.size - storedBytes);
    return file;
  });
  if (picture === undefined && made !== undefined && made.seq !== null) {
    await noteNoPicture(db, { id, roomId: made.room_id, seq: made.seq });
  }
}

/**
 * Its message says so from now on, so that links to it are those of a file. Apart from what was noted of the file: a deletion
 * holds the message first and then its files.
 */
async function noteNoPicture(
  db: ChatDatabase,
  { id, roomId, seq }: { readonly id: string; readonly roomId: number; readonly seq: number },
): Promise<void> {
  await sql`
    update room_log
       set body = jsonb_set(body, '{attachments}', (
             select jsonb_agg(
                      case when one ->> 'id' = ${id}
                        then one - array['width', 'height', 'thumbhash'] || '{"content_type": "application/octet-stream"}'
                        else one end order by place)
               from jsonb_array_elements(body -> 'attachments') with ordinality as attachment (one, place)))
     where room_id = ${roomId} and seq = ${seq}::bigint and kind = 'message' and body ? 'attachments'`.execute(db);
}

/** What nobody sent in time, and what never came whole. Answers how many. */
export async function removeForgotten(
  db: ChatDatabase,
  { unsentMs, unstoredMs, limit }: { readonly unsentMs: number; readonly unstoredMs: number; readonly limit: number },
): Promise<number> {
  const { rows } = await sql`
    with forgotten as materialized (
      select id from files
       where seq is null and shown_since is null and removed_at is null
         and created_at < clock_timestamp() - make_interval(secs => ${unstoredMs / 1000})
         and (stored_at is null or created_at < clock_timestamp() - make_interval(secs => ${unsentMs / 1000}))
       order by created_at limit ${limit} for update skip locked
    )
    update files set removed_at = clock_timestamp() from forgotten where files.id = forgotten.id returning files.id`.execute(
    db,
  );
  return rows.length;
}

/** Removed files of which something may be stored; pictures that others took the place of (`replacedMs`) not at once. */
export async function readRemoved(
  db: ChatDatabase,
  { againMs, replacedMs, limit }: { readonly againMs: number; readonly replacedMs: number; readonly limit: number },
): Promise<readonly { readonly id: string; readonly isEmptied: boolean }[]> {
  const { rows } = await sql<{ id: string; emptied_at: Date | null }>`
    select id, emptied_at from files
     where removed_at is not null
       and (shown_since is null or removed_at < clock_timestamp() - make_interval(secs => ${replacedMs / 1000}))
       and (emptied_at is null or emptied_at < clock_timestamp() - make_interval(secs => ${againMs / 1000}))
     order by emptied_at nulls first, removed_at limit ${limit}`.execute(db);
  return rows.map((row) => ({ id: row.id, isEmptied: row.emptied_at !== null }));
}

/** Nothing of it is stored: it takes no room any more. */
export async function noteEmptied(db: ChatDatabase, id: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const file = await trx
      .updateTable("files")
      .set({ emptied_at: sql<Date>`clock_timestamp()` })
      .where("id", "=", id)
      .where("emptied_at", "is", null)
      .returning(["user_id", "size", "stored_bytes"])
      .executeTakeFirst();
    if (file === undefined) return;
    for (const one of [file.user_id, allPeople]) await giveSpace(trx, one, file.stored_bytes ?? file.size);
  });
}

export async function forgetFile(db: ChatDatabase, id: string): Promise<void> {
  await db.deleteFrom("files").where("id", "=", id).where("emptied_at", "is not", null).execute();
}

export async function countToRemove(db: ChatDatabase): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from files where removed_at is not null and emptied_at is null`.execute(db);
  return rows[0]?.count ?? 0;
}

/**
 * Of these the ones that somebody may have now: of messages in rooms that they may read (rooms/may-see-room.ts) and are not banned
 * from, and their own there that are not sent.
 */
export async function readFiles(
  db: ChatDatabase,
  ids: readonly string[],
  userId: number,
): Promise<readonly Attachment[]> {
  const { rows } = await sql<FileRow>`
    select ${fileColumns} from files as file
      join rooms as room on room.id = file.room_id
      left join room_members as mine on mine.room_id = file.room_id and mine.user_id = ${userId}
     where file.id = any (${ids}::text[]) and file.stored_at is not null and file.removed_at is null
       and (file.seq is not null or file.user_id = ${userId})
       and (mine.user_id is not null or (room.kind in ('public', 'announcement') and not exists (
         select 1 from room_bans as ban
          where ban.room_id = room.id and ban.user_id = ${userId}
            and (ban.until is null or ban.until > clock_timestamp()))))`.execute(db);
  return rows.map(toAttachment);
}

export interface SentFile {
  readonly attachment: Attachment;
  readonly seq: number;
  readonly userId: number;
  readonly username: string;
  readonly createdAt: Date;
  readonly threadSeq: number | undefined;
}

/** The place after which a page goes on: downwards by message, upwards by id in it. */
export type FilePlace = readonly [seq: number, id: string];

/** Of a room's messages that it keeps, the newest first; one more than `limit` where there is more. */
export async function readRoomFiles(
  db: ChatDatabase,
  roomId: number,
  { after, limit }: { readonly after: FilePlace | undefined; readonly limit: number },
): Promise<readonly SentFile[]> {
  const { rows } = await roomFiles(roomId, { after, limit }).execute(db);
  return rows.map((row) => ({
    attachment: toAttachment(row),
    seq: row.seq,
    userId: row.actor_id,
    username: row.username,
    createdAt: row.created_at,
    threadSeq: row.thread_seq ?? undefined,
  }));
}

/** The query: for a test that reads its plan. */
export function roomFiles(
  roomId: number,
  { after, limit }: { readonly after: FilePlace | undefined; readonly limit: number },
) {
  const [seq, id] = after ?? [Number.MAX_SAFE_INTEGER, ""];
  return sql<FileRow & MessageOfFile>`
    select ${fileColumns}, file.seq, said.actor_id, said.body ->> 'username' as username, said.created_at, said.thread_seq
      from files as file
      join room_log as said on said.room_id = file.room_id and said.seq = file.seq
     where file.room_id = ${roomId} and file.removed_at is null and not file.is_preview
       and file.seq is not null and file.seq <= ${seq}::bigint and (file.seq < ${seq}::bigint or file.id > ${id})
     order by file.seq desc, file.id limit ${limit + 1}`;
}

interface MessageOfFile {
  readonly seq: number;
  readonly actor_id: number;
  readonly username: string;
  readonly created_at: Date;
  readonly thread_seq: number | null;
}

interface FileRow {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly content_type: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly thumbhash: string | null;
}

const fileColumns = sql<FileRow>`file.id, file.name, file.size, content_type, width, height, thumbhash`;

function toAttachment({ width, height, thumbhash, ...file }: FileRow): Attachment {
  const { id, name, size, content_type } = file;
  return {
    id,
    name,
    size,
    content_type,
    ...(width === null ? {} : { width }),
    ...(height === null ? {} : { height }),
    ...(thumbhash === null ? {} : { thumbhash }),
  };
}
