import { type RawBuilder, sql } from "kysely";
import { maxUnreadCount } from "../../limits.ts";

export interface UnreadCounts {
  /** Messages by others, not deleted, among the newest. */
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

/** What is unread, bounded: one scan of the newest messages, and a look at who was called in them. */
export function unreadCounts(reader: UnreadReader, place: ReadPlace): RawBuilder<UnreadCounts> {
  const { roomId, lastReadSeq } = place;
  const said = { actorId: sql<number>`newest.actor_id`, said: sql`newest.said` };
  return sql<UnreadCounts>`(
    select json_build_object(
             'unread', count(*),
             'mentions', count(*) filter (where ${mayName(said.said)} and ${names(reader, said)}) + ${calls(reader, place)})
      from (${newestMessages(roomId, lastReadSeq, isIn(place, sql`unread`))}) as newest
     where newest.actor_id <> ${reader.userId})`;
}

/**
 * For many who ask for one room, of which the first is here: the columns `seqs` and `actor_ids` of its newest messages, and `named`,
 * those of them that may call somebody by name. `countsOfRoom` counts by them what is unread for each.
 */
export function unreadOfRoom(roomId: RawBuilder<number>, lastReadSeq: RawBuilder<number>): RawBuilder<unknown> {
  return sql`
    select array_agg(seq order by seq) as seqs, array_agg(actor_id order by seq) as actor_ids,
           jsonb_agg(jsonb_build_object('seq', seq, 'actor_id', actor_id, 'said', said)) filter (where ${mayName(sql`said`)}) as named
      from (${newestMessages(roomId, lastReadSeq, isIn({ roomId, lastReadSeq }, sql`unread`))}) as newest`;
}

/** As columns of a query; most are those of `unreadOfRoom`. */
export interface UnreadOfRoom {
  readonly seqs: RawBuilder<unknown>;
  readonly named: RawBuilder<unknown>;
  /** How many after the place are the reader's own. */
  readonly own: RawBuilder<number>;
}

/** What `unreadCounts` says, without a look at the log. */
export function countsOfRoom(
  reader: UnreadReader,
  place: ReadPlace,
  { seqs, named, own }: UnreadOfRoom,
): RawBuilder<UnreadCounts> {
  const said = { actorId: sql<number>`message.actor_id`, said: sql`message.said` };
  return sql<UnreadCounts>`json_build_object(
    'unread', coalesce(cardinality(${seqs}) - width_bucket(${place.lastReadSeq}, ${seqs}), 0) - ${own},
    'mentions', (
      select count(*) from jsonb_to_recordset(${named}) as message (seq bigint, actor_id bigint, said jsonb)
       where message.seq > ${place.lastReadSeq} and message.actor_id <> ${reader.userId} and ${names(reader, said)}
    ) + ${calls(reader, place)})`;
}

/** Of whoever wrote them, without what was deleted. */
function newestMessages(
  roomId: RawBuilder<number>,
  lastReadSeq: RawBuilder<number>,
  isThere: RawBuilder<boolean>,
): RawBuilder<unknown> {
  return sql`
    select unread.seq, unread.actor_id, case when unread.state ? 'content' then unread.state else unread.body end as said
      from room_log as unread
     where unread.room_id = ${roomId} and unread.kind = 'message' and unread.seq > ${lastReadSeq}
       and ${isThere} and unread.state ->> 'deleted_at' is null
     order by unread.seq desc limit ${maxUnreadCount}`;
}

function isIn({ thread }: ReadPlace, row: RawBuilder<unknown>): RawBuilder<boolean> {
  return thread === undefined
    ? sql<boolean>`(${row}.thread_seq is null or ${row}.in_room)`
    : sql<boolean>`${row}.thread_seq = ${thread}`;
}

/** How often the reader was called, by name or with the whole room. */
function calls({ userId }: UnreadReader, place: ReadPlace): RawBuilder<number> {
  return sql<number>`(
    select count(*) from (
      select distinct called.seq from mentions as called
       where called.user_id in (${userId}, 0) and called.room_id = ${place.roomId} and called.seq > ${place.lastReadSeq}
         and ${isIn(place, sql`called`)} and called.author_id <> ${userId}
         and not ${hasBlocked(userId, sql`called.author_id`)}
       limit ${maxUnreadCount}
    ) as calls)`;
}

/** A message of an earlier release, or one of which could not be found out whom it names, says so by its names: most have none. */
function mayName(said: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`not ${said} ? 'mentioned' and case
    when ${said} ? 'mentions' then ${said} -> 'mentions' <> '[]' else strpos(${said} ->> 'content', '@') > 0 end`;
}

/** Whether one that `mayName` calls the reader. */
function names(
  { userId, name, pattern }: UnreadReader,
  { actorId, said }: { readonly actorId: RawBuilder<number>; readonly said: RawBuilder<unknown> },
): RawBuilder<boolean> {
  return sql<boolean>`
    case when ${said} ? 'mentions' then ${said} -> 'mentions' ? ${name} else ${said} ->> 'content' ~* ${pattern} end
    and not ${hasBlocked(userId, actorId)}`;
}

function hasBlocked(userId: RawBuilder<number>, authorId: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select 1 from user_blocks as block where block.user_id = ${userId} and block.blocked_id = ${authorId})`;
}

/** How earlier releases told a mention: by this alone, in code and addresses too. Usernames are ASCII. */
export function mentionPattern(username: string): string {
  const name = username.replaceAll(/[^A-Za-z0-9_]/g, String.raw`\$&`);
  return String.raw`(?<![A-Za-z0-9_.@/-])@${name}(?![A-Za-z0-9_-]|\.[A-Za-z0-9_])`;
}
