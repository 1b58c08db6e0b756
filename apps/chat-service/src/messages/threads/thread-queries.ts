import { sql } from "kysely";
import type { ChatDatabase } from "../../db/open-chat-database.ts";

/** A thread of a room: the seq of the message that it is of. */
export interface ThreadPlace {
  readonly roomId: number;
  readonly rootSeq: number;
  readonly userId: number;
}

export interface ThreadMember {
  readonly following: boolean;
  readonly lastReadSeq: number;
}

/** Where one is in a thread; one who has no place has read nothing of it. */
export async function readThreadMember(
  db: ChatDatabase,
  { roomId, rootSeq, userId }: ThreadPlace,
): Promise<ThreadMember> {
  const row = await db
    .selectFrom("thread_members")
    .select(["following", "last_read_seq"])
    .where("room_id", "=", roomId)
    .where("root_seq", "=", rootSeq)
    .where("user_id", "=", userId)
    .executeTakeFirst();
  return { following: row?.following ?? false, lastReadSeq: row?.last_read_seq ?? rootSeq };
}

/** Who begins to follow a thread has read what is there; who ends keeps their place. */
export async function setFollowing(db: ChatDatabase, place: ThreadPlace, following: boolean): Promise<void> {
  const { roomId, rootSeq, userId } = place;
  await sql`
    insert into thread_members (room_id, root_seq, user_id, last_read_seq, following)
      select ${roomId}, ${rootSeq}, ${userId}, coalesce(max(last_reply_seq), ${rootSeq}), ${following}
        from threads where room_id = ${roomId} and root_seq = ${rootSeq}
    on conflict (room_id, root_seq, user_id) do update set following = ${following}`.execute(db);
}

/**
 * Moves one's place in a thread forward to `seq`, to the last reply at most, or back before it. Answers where it stands then,
 * and whether it moved. Who has no place has read nothing of it: there is nothing to set back.
 */
export async function moveThreadMark(
  db: ChatDatabase,
  { back, ...place }: ThreadPlace & { readonly seq: number; readonly back: boolean },
): Promise<{ readonly lastReadSeq: number; readonly moved: boolean }> {
  const { rows } = await (back ? moveBack(place) : moveForward(place)).execute(db);
  const [row] = rows;
  if (row !== undefined) return { lastReadSeq: row.last_read_seq, moved: true };
  const { lastReadSeq } = await readThreadMember(db, place);
  return { lastReadSeq, moved: false };
}

type ThreadMove = ThreadPlace & { readonly seq: number };

function moveForward({ roomId, rootSeq, userId, seq }: ThreadMove) {
  return sql<{ last_read_seq: number }>`
    insert into thread_members as known (room_id, root_seq, user_id, last_read_seq, following)
      select room_id, root_seq, ${userId}, greatest(least(${seq}::bigint, last_reply_seq), root_seq), false
        from threads where room_id = ${roomId} and root_seq = ${rootSeq}
    on conflict (room_id, root_seq, user_id) do update set last_read_seq = excluded.last_read_seq
      where known.last_read_seq < excluded.last_read_seq
    returning last_read_seq`;
}

function moveBack({ roomId, rootSeq, userId, seq }: ThreadMove) {
  return sql<{ last_read_seq: number }>`
    update thread_members set last_read_seq = greatest(${seq}::bigint, root_seq)
     where room_id = ${roomId} and root_seq = ${rootSeq} and user_id = ${userId}
       and last_read_seq > greatest(${seq}::bigint, root_seq)
    returning last_read_seq`;
}
