import { type RawBuilder, sql } from "kysely";
import { maxUnreadCount } from "../../limits.ts";

export interface UnreadCounts {
  /** Messages by others, not deleted. */
  readonly unread: number;
  /** Those of them that name the reader, unless somebody wrote them whom the reader has blocked. */
  readonly mentions: number;
}

/**
 * One scan, bounded, for both counts, of the messages of `room_log as unread` that are `of` what is read and after where. A
 * message says whom it names, unless an earlier release wrote it.
 */
export function unreadCounts(
  { userId, username }: { readonly userId: number; readonly username: string },
  of: RawBuilder<boolean>,
): RawBuilder<UnreadCounts> {
  return sql<UnreadCounts>`(
    select json_build_object(
             'unread', count(*), 'mentions', count(*) filter (where case
               when said ? 'mentions' then said -> 'mentions' ? ${username.toLowerCase()}
               else strpos(said ->> 'content', '@') > 0 and said ->> 'content' ~* ${mentionPattern(username)} end
               and not exists (select 1 from user_blocks where user_id = ${userId} and blocked_id = actor_id)))
      from (
        select actor_id, case when state ? 'content' then state else body end as said from room_log as unread
         where ${of} and unread.actor_id <> ${userId} and unread.state ->> 'deleted_at' is null
         order by unread.seq limit ${maxUnreadCount}
      ) as capped)`;
}

/** How earlier releases told a mention: by this alone, in code and addresses too. Usernames are ASCII. */
function mentionPattern(username: string): string {
  const name = username.replaceAll(/[^A-Za-z0-9_]/g, String.raw`\$&`);
  return String.raw`(?<![A-Za-z0-9_.@/-])@${name}(?![A-Za-z0-9_-]|\.[A-Za-z0-9_])`;
}
