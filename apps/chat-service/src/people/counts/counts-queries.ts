import { sql } from "kysely";
import type { ChatDatabase } from "../../db/open-chat-database.ts";
import { mentionPattern, type UnreadCounts, unreadCounts } from "../../room-log/read/unread-queries.ts";
import type { PlaceCounts, PlaceOfPerson } from "./place-counts.ts";

/** What is unread for each of these people in that room, of those who are members. */
export async function readPlaceCounts(
  db: ChatDatabase,
  places: readonly (PlaceOfPerson & { readonly username: string })[],
): Promise<readonly PlaceCounts[]> {
  const counts = unreadCounts(
    { userId: sql`person.user_id`, name: sql`person.name`, pattern: sql`person.pattern` },
    { roomId: sql`mine.room_id`, lastReadSeq: sql`mine.last_read_seq` },
  );
  const { rows } = await sql<{ room_id: number; user_id: number; counts: UnreadCounts }>`
    select mine.room_id, mine.user_id, ${counts} as counts
      from unnest(
        ${places.map(({ roomId }) => roomId)}::bigint[], ${places.map(({ userId }) => userId)}::bigint[],
        ${places.map(({ username }) => username.toLowerCase())}::text[],
        ${places.map(({ username }) => mentionPattern(username))}::text[]
      ) as person (room_id, user_id, name, pattern)
      join room_members as mine on mine.room_id = person.room_id and mine.user_id = person.user_id`.execute(db);
  return rows.map(({ room_id, user_id, counts: { unread, mentions } }) => ({
    roomId: room_id,
    userId: user_id,
    unread,
    mentions,
  }));
}
