import type { Message } from "@hubbub/ws-protocol";
import { sql } from "kysely";
import type { ChatDatabase } from "../../db/open-chat-database.ts";
import { logColumns, type LogRow } from "../../room-log/events/log-row.ts";
import { fromMessageRow } from "../../room-log/read/page-queries.ts";
import { type UnreadCounts, unreadCounts, unreadReader } from "../../room-log/read/unread-queries.ts";

/** The last of a page: when its last reply came (epoch µs), its room, its root. */
export type ThreadKey = readonly [atUs: number, roomId: number, rootSeq: number];

export interface FollowedThread {
  readonly roomId: number;
  readonly root: Message;
  readonly lastSeq: number;
  readonly lastReadSeq: number;
  readonly unreadCount: number;
  readonly mentionCount: number;
}

export interface FollowedWanted {
  readonly userId: number;
  readonly username: string;
  readonly after: ThreadKey | undefined;
  readonly limit: number;
}

interface FollowedRow {
  readonly room_id: number;
  readonly root_seq: number;
  readonly last_reply_seq: number;
  readonly last_read_seq: number;
  readonly at_us: number;
  readonly counts: UnreadCounts;
}

/**
 * Threads with replies that one follows in rooms that one is a member of, those with the latest replies first. All that one
 * follows are looked at, and what is unread is counted for those of the page alone.
 */
export async function selectFollowedThreads(
  db: ChatDatabase,
  wanted: FollowedWanted,
): Promise<{ readonly threads: readonly FollowedThread[]; readonly next: ThreadKey | undefined }> {
  const { limit } = wanted;
  const found = (await followedThreads(wanted).execute(db)).rows;
  const rows = found.slice(0, limit);
  const roots = await readRoots(db, rows);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return {
    threads: rows.flatMap((row) => {
      const root = roots.get(`${row.room_id}:${row.root_seq}`);
      return root === undefined ? [] : [toThread(row, root)];
    }),
    next: last === undefined ? undefined : [last.at_us, last.room_id, last.root_seq],
  };
}

/** For a test to look at its plan. */
export function followedThreads({ userId, username, after, limit }: FollowedWanted) {
  const [atUs, roomId, rootSeq] = after ?? [Number.MAX_SAFE_INTEGER, 0, 0];
  const counts = unreadCounts(unreadReader({ userId, username }), {
    roomId: sql`mine.room_id`,
    lastReadSeq: sql`mine.last_read_seq`,
    thread: sql`mine.root_seq`,
  });
  return sql<FollowedRow>`
    with mine as materialized (
      select followed.room_id, followed.root_seq, followed.last_read_seq, threads.last_reply_seq,
             (extract(epoch from threads.last_reply_at) * 1000000)::bigint as at_us
        from thread_members as followed
        join threads on threads.room_id = followed.room_id and threads.root_seq = followed.root_seq
        join room_members as member on member.room_id = followed.room_id and member.user_id = followed.user_id
       where followed.user_id = ${userId} and followed.following and threads.reply_count > 0
    )
    select mine.*, ${counts} as counts from mine
     where (mine.at_us, mine.room_id, mine.root_seq) < (${atUs}::bigint, ${roomId}::bigint, ${rootSeq}::bigint)
     order by mine.at_us desc, mine.room_id desc, mine.root_seq desc limit ${limit + 1}`;
}

async function readRoots(
  db: ChatDatabase,
  rows: readonly Pick<FollowedRow, "room_id" | "root_seq">[],
): Promise<ReadonlyMap<string, Message>> {
  if (rows.length === 0) return new Map();
  const roots = await sql<LogRow>`
    select ${logColumns}
      from unnest(
        ${rows.map(({ room_id }) => room_id)}::bigint[], ${rows.map(({ root_seq }) => root_seq)}::bigint[]
      ) as root (of_room, at_seq)
      join room_log on room_log.room_id = root.of_room and room_log.seq = root.at_seq`.execute(db);
  return new Map(roots.rows.map(fromMessageRow).map((root) => [`${root.room_id}:${root.seq}`, root]));
}

function toThread({ room_id, last_reply_seq, last_read_seq, counts }: FollowedRow, root: Message): FollowedThread {
  return {
    roomId: room_id,
    root,
    lastSeq: last_reply_seq,
    lastReadSeq: last_read_seq,
    unreadCount: counts.unread,
    mentionCount: counts.mentions,
  };
}
