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
}

interface MarkRow {
  readonly kind: RoomType | null;
  readonly has_strangers: boolean | null;
  readonly target: number | null;
  readonly before: number | null;
  readonly moved: number | null;
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
      returning room_members.room_id, room_members.user_id, room_members.last_read_seq
    )
    select asked.kind, asked.has_strangers, asked.target, member.last_read_seq as before, moved.last_read_seq as moved
      from asked
      left join room_members member on member.room_id = asked.room_id and member.user_id = asked.user_id
      left join moved on moved.room_id = asked.room_id and moved.user_id = asked.user_id
     order by asked.n`.execute(db);
  return rows.map(toMovedMark);
}

function toMovedMark({ kind, has_strangers, target, before, moved }: MarkRow): MovedMark {
  const room = { kind: kind ?? undefined, hasStrangers: has_strangers ?? false };
  if (moved !== null) return { ...room, lastReadSeq: moved, outcome: "moved" };
  if (before === null) return { ...room, lastReadSeq: undefined, outcome: "stands" };
  const stands = before >= (target ?? 0);
  return { ...room, lastReadSeq: before, outcome: stands ? "stands" : "locked" };
}
