import { sql } from "kysely";
import { prepared } from "../../db/prepared.ts";
import type { ChatDatabase } from "../../db/open-chat-database.ts";

export interface SeenPerson {
  readonly userId: number;
  /** Epoch ms. */
  readonly atMs: number;
}

/** Only ever forward, and nothing of deleted accounts. In the order of ids, for other instances write too. */
export async function writeLastSeen(db: ChatDatabase, people: readonly SeenPerson[]): Promise<void> {
  const userIds = people.map(({ userId }) => userId);
  const atMs = people.map((person) => person.atMs);
  await sql`${prepared("write_last_seen")}
    insert into last_seen (user_id, seen_at)
    select seen.user_id, timestamptz 'epoch' + seen.at_ms * interval '1 ms'
      from unnest(${userIds}::bigint[], ${atMs}::bigint[]) as seen (user_id, at_ms)
     where not exists (select 1 from deleted_accounts where deleted_accounts.user_id = seen.user_id)
     order by seen.user_id
    on conflict (user_id) do update set seen_at = excluded.seen_at where last_seen.seen_at < excluded.seen_at`.execute(
    db,
  );
}

/** Epoch ms by person; without those who were never seen. */
export async function readLastSeen(db: ChatDatabase, userIds: readonly number[]): Promise<ReadonlyMap<number, number>> {
  if (userIds.length === 0) return new Map();
  const { rows } = await sql<{ user_id: number; seen_at: Date }>`${prepared("read_last_seen")}
    select user_id, seen_at from last_seen where user_id = any (${userIds}::bigint[])`.execute(db);
  return new Map(rows.map(({ user_id, seen_at }) => [user_id, seen_at.getTime()]));
}
