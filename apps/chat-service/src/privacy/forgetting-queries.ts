import { sql } from "kysely";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import { maxRoomsPerForgetting, maxRowsPerForgetting } from "../limits.ts";

export interface Membership {
  readonly roomId: number;
  /** Who is to own the room when its only owner goes: its eldest admin, else its eldest member. */
  readonly heirId: number | undefined;
}

/** Rooms that somebody is a member of, without direct ones, which are theirs for ever. */
export async function readMemberships(db: ChatDatabase, userId: number): Promise<readonly Membership[]> {
  const { rows } = await sql<{ room_id: number; heir_id: number | null }>`
    select mine.room_id, case when mine.role = 'owner' then (
             select case when bool_or(role = 'owner') then null
                         else (array_agg(user_id order by role = 'admin' desc, joined_at, user_id))[1] end
               from room_members as other where other.room_id = mine.room_id and other.user_id <> mine.user_id
           ) end as heir_id
      from room_members as mine join rooms on rooms.id = mine.room_id
     where mine.user_id = ${userId} and rooms.kind <> 'direct'
     order by mine.room_id limit ${maxRoomsPerForgetting}`.execute(db);
  return rows.map(({ room_id, heir_id }) => ({ roomId: room_id, heirId: heir_id ?? undefined }));
}

export interface RoomToSearch {
  readonly roomId: number;
  readonly lastSeq: number;
  /** They have written, done or joined something there. */
  readonly wasThere: boolean;
}

/** The next rooms after this one. */
export async function readRoomsToSearch(
  db: ChatDatabase,
  userId: number,
  afterRoomId: number,
): Promise<readonly RoomToSearch[]> {
  const { rows } = await sql<{ id: number; last_seq: number; was_there: boolean }>`
    select id, last_seq,
           exists (select 1 from room_log where room_id = rooms.id and actor_id = ${userId})
           or exists (select 1 from room_members where room_id = rooms.id and user_id = ${userId})
           or exists (select 1 from named_people where room_id = rooms.id and user_id = ${userId}) as was_there
      from rooms where id > ${afterRoomId} order by id limit ${maxRoomsPerForgetting}`.execute(db);
  return rows.map(({ id, last_seq, was_there }) => ({ roomId: id, lastSeq: last_seq, wasThere: was_there }));
}

/** Takes their name out of `maxRowsPerForgetting` rows of a room's log. */
export async function forgetName(
  db: ChatDatabase,
  { roomId, afterSeq, userId, name }: { roomId: number; afterSeq: number; userId: number; name: string },
): Promise<void> {
  await sql`
    update room_log set body = forget_name(kind, actor_id, body, ${userId}::bigint, ${name}::text)
     where room_id = ${roomId} and seq > ${afterSeq} and seq <= ${afterSeq + maxRowsPerForgetting}
       and (actor_id = ${userId}
            or kind <> 'message' and (
              body -> 'users' @> ${JSON.stringify([{ user_id: userId }])}::jsonb
              or body -> 'user_id' = to_jsonb(${userId}::bigint) or body #> '{member,user_id}' = to_jsonb(${userId}::bigint)))
    `.execute(db);
}

/**
 * Whom they blocked, and who blocked them; that nobody writes to them any more; which threads they followed, and who called
 * them; that they were muted or banned, and why; when they were here.
 */
export async function forgetRelations(db: ChatDatabase, userId: number): Promise<void> {
  await sql`
    update room_members set muted_until = block_mute()
     where room_id in (
       select mine.room_id from room_members as mine join rooms on rooms.id = mine.room_id
        where mine.user_id = ${userId} and rooms.kind = 'direct')`.execute(db);
  await sql`delete from user_blocks where user_id = ${userId} or blocked_id = ${userId}`.execute(db);
  await sql`delete from thread_members where user_id = ${userId}`.execute(db);
  await sql`delete from mentions where user_id = ${userId}`.execute(db);
  await sql`delete from room_mutes where user_id = ${userId}`.execute(db);
  await sql`delete from named_people where user_id = ${userId}`.execute(db);
  await sql`delete from last_seen where user_id = ${userId}`.execute(db);
  await sql`delete from room_bans where user_id = ${userId}`.execute(db);
}
