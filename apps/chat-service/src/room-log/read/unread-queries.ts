import { type RawBuilder, sql } from "kysely";
import { maxUnreadCount } from "../../limits.ts";

export interface UnreadCounts {
  /** Messages by others, not deleted. */
  readonly unread: number;
  /** Those of them that call the reader, or all of the room, unless somebody wrote them whom the reader has blocked. */
  readonly mentions: number;
}

/** Who reads, as values or columns of a query. */
export interface UnreadReader {
  readonly userId: RawBuilder<number>;
  /** In lower case. */
  readonly name: RawBuilder<string>;
  /** `mentionPattern`. */
  readonly pattern: RawBuilder<string>;
}

/** Where they are, as columns of a query; with `thread` in the thread of that root. */
export interface ReadPlace {
  readonly roomId: RawBuilder<number>;
  readonly lastReadSeq: RawBuilder<number>;
  readonly thread?: RawBuilder<number>;
}

export function unreadReader({
  userId,
  username,
}: {
  readonly userId: number;
  readonly username: string;
}): UnreadReader {
  return {
    userId: sql`${userId}::bigint`,
    name: sql`${username.toLowerCase()}::text`,
    pattern: sql`${mentionPattern(username)}::text`,
  };
}

/**
 * What is unread, bounded: one scan of the messages, and a look at who was called in them. A message of an earlier release, or
 * one of which could not be found out whom it names, says so by its names.
 */
export function unreadCounts(
  { userId, name, pattern }: UnreadReader,
  { roomId, lastReadSeq, thread }: ReadPlace,
): RawBuilder<UnreadCounts> {
  const isThere = (row: RawBuilder<unknown>) =>
    thread === undefined ? sql`(${row}.thread_seq is null or ${row}.in_room)` : sql`${row}.thread_seq = ${thread}`;
  const isBlocked = (author: RawBuilder<unknown>) =>
    sql`exists (select 1 from user_blocks as block where block.user_id = ${userId} and block.blocked_id = ${author})`;
  return sql<UnreadCounts>`(
    select json_build_object(
             'unread', count(*), 'mentions', count(*) filter (where not said ? 'mentioned' and case
               when said ? 'mentions' then said -> 'mentions' ? ${name}
               else strpos(said ->> 'content', '@') > 0 and said ->> 'content' ~* ${pattern} end
               and not ${isBlocked(sql`capped.actor_id`)}) + (
               select count(*) from (
                 select distinct called.seq from mentions as called
                  where called.user_id in (${userId}, 0) and called.room_id = ${roomId} and called.seq > ${lastReadSeq}
                    and ${isThere(sql`called`)} and called.author_id <> ${userId}
                    and not ${isBlocked(sql`called.author_id`)}
                  limit ${maxUnreadCount}
               ) as calls))
      from (
        select unread.actor_id, case when unread.state ? 'content' then unread.state else unread.body end as said
          from room_log as unread
         where unread.room_id = ${roomId} and unread.kind = 'message' and unread.seq > ${lastReadSeq}
           and ${isThere(sql`unread`)} and unread.actor_id <> ${userId} and unread.state ->> 'deleted_at' is null
         order by unread.seq limit ${maxUnreadCount}
      ) as capped)`;
}

/** How earlier releases told a mention: by this alone, in code and addresses too. Usernames are ASCII. */
export function mentionPattern(username: string): string {
  const name = username.replaceAll(/[^A-Za-z0-9_]/g, String.raw`\$&`);
  return String.raw`(?<![A-Za-z0-9_.@/-])@${name}(?![A-Za-z0-9_-]|\.[A-Za-z0-9_])`;
}
