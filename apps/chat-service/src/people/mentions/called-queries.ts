import { sql } from "kysely";
import type { ChatDatabase } from "../../db/open-chat-database.ts";
import { mentionPattern, type UnreadCounts, unreadCounts } from "../../room-log/read/unread-queries.ts";
import type { CalledCounts, CalledPerson } from "./mention-counts.ts";

/** What is unread for each of these people in that room, of those who are members. */
export async function readCalledCounts(
  db: ChatDatabase,
  called: readonly (CalledPerson & { readonly username: string })[],
): Promise<readonly CalledCounts[]> {
  const counts = unreadCounts(
    { userId: sql`person.user_id`, name: sql`person.name`, pattern: sql`person.pattern` },
    { roomId: sql`mine.room_id`, lastReadSeq: sql`mine.last_read_seq` },
  );
  const { rows } = await sql<{ room_id: number; user_id: number; counts: UnreadCounts }>`
    select mine.room_id, mine.user_id, ${counts} as counts
      from unnest(
        ${called.map(({ roomId }) => roomId)}::bigint[], ${called.map(({ userId }) => userId)}::bigint[],
        ${called.map(({ username }) => username.toLowerCase())}::text[],
        ${called.map(({ username }) => mentionPattern(username))}::text[]
      ) as person (room_id, user_id, name, pattern)
      join room_members as mine on mine.room_id = person.room_id and mine.user_id = person.user_id`.execute(db);
  return rows.map(({ room_id, user_id, counts: { unread, mentions } }) => ({
    roomId: room_id,
    userId: user_id,
    unread,
    mentions,
  }));
}
