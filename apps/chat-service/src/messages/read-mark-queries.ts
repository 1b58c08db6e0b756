import type { RoomType } from "@hubbub/ws-protocol";
import { sql } from "kysely";
import type { ChatDatabase } from "../db/open-chat-database.ts";

/** Up to where a person says to have read a room. */
export interface ReadMark {
  readonly roomId: number;
  readonly userId: number;
  readonly seq: number;
}

/** What became of one mark. */
export interface MovedMark {
  /** undefined where there is no such room. */
  readonly kind: RoomType | undefined;
  /** Whether it is read by people who are no members: how far these have read is not for them. */
  readonly hasStrangers: boolean;
  /** Where the mark stands now; undefined for one who is no member. */
  readonly lastReadSeq: number | undefined;
  readonly outcome: "moved" | "stands" | "locked";
  /** Whether it moved beyond what others were told before it was set back. */
  readonly isFurthest: boolean;
}

interface MarkRow {
  readonly kind: RoomType | null;
  readonly has_strangers: boolean | null;
  readonly target: number | null;
  readonly before: number | null;
  readonly moved: number | null;
  readonly is_furthest: boolean | null;
}

/**
 * Moves marks forward, one a person and room, each to the room's head at most; answers in their order. It never waits for
 * a row that somebody else is changing (an append marks one's own sends as read): two that wait for each other's rows
 * would cost a deadlock's time-out. Such a mark is `locked`, to be tried again.
 */
export async function moveReadMarks(db: ChatDatabase, marks: readonly ReadMark[]): Promise<readonly MovedMark[]> {
  if (marks.length === 0) return [];
  const { rows } = await sql<MarkRow>`
    with asked as materialized (
      select asked.n, asked.user_id, rooms.id as room_id, rooms.kind,
             rooms.kind = 'announcement' or (rooms.kind = 'public' and rooms.archived_at is not null) as has_strangers,
             least(asked.seq, rooms.last_seq) as target
        from unnest(
          ${marks.map(({ roomId }) => roomId)}::bigint[],
          ${marks.map(({ userId }) => userId)}::bigint[],
          ${marks.map(({ seq }) => seq)}::bigint[]
        ) with ordinality as asked (room_id, user_id, seq, n)
        left join rooms on rooms.id = asked.room_id
    ),
    held as materialized (
      select member.room_id, member.user_id, asked.target
        from asked
        join room_members member on member.room_id = asked.room_id and member.user_id = asked.user_id
       where member.last_read_seq < asked.target
         for no key update of member skip locked
    ),
    moved as (
      update room_members set last_read_seq = held.target
        from held
       where room_members.room_id = held.room_id and room_members.user_id = held.user_id
         and room_members.last_read_seq < held.target
      returning room_members.room_id, room_members.user_id, room_members.last_read_seq, room_members.seen_seq
    )
    select asked.kind, asked.has_strangers, asked.target, member.last_read_seq as before, moved.last_read_seq as moved,
           moved.last_read_seq > coalesce(moved.seen_seq, 0) as is_furthest
      from asked
      left join room_members member on member.room_id = asked.room_id and member.user_id = asked.user_id
      left join moved on moved.room_id = asked.room_id and moved.user_id = asked.user_id
     order by asked.n`.execute(db);
  return rows.map(toMovedMark);
}

/**
 * Sets one mark back to `seq`, if it stands beyond; what others were told of it stays noted. It may wait for its row, for it
 * holds no other meanwhile.
 */
export async function moveReadMarkBack(db: ChatDatabase, { roomId, userId, seq }: ReadMark): Promise<MovedMark> {
  const { rows } = await sql<MarkRow>`
    with moved as (
      update room_members set last_read_seq = ${seq}, seen_seq = greatest(seen_seq, last_read_seq)
       where room_id = ${roomId} and user_id = ${userId} and last_read_seq > ${seq}
      returning last_read_seq
    )
    select rooms.kind, false as has_strangers, 0 as target, member.last_read_seq as before,
           (select last_read_seq from moved) as moved, false as is_furthest
      from rooms left join room_members member on member.room_id = rooms.id and member.user_id = ${userId}
     where rooms.id = ${roomId}`.execute(db);
  return toMovedMark(rows[0] ?? noRoom);
}

const noRoom: MarkRow = { kind: null, has_strangers: null, target: null, before: null, moved: null, is_furthest: null };

function toMovedMark({ kind, has_strangers, target, before, moved, is_furthest }: MarkRow): MovedMark {
  const room = { kind: kind ?? undefined, hasStrangers: has_strangers ?? false, isFurthest: is_furthest ?? false };
  if (moved !== null) return { ...room, lastReadSeq: moved, outcome: "moved" };
  if (before === null) return { ...room, lastReadSeq: undefined, outcome: "stands" };
  const stands = before >= (target ?? 0);
  return { ...room, lastReadSeq: before, outcome: stands ? "stands" : "locked" };
}
