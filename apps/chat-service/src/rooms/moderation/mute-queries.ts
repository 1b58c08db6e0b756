import { sql } from "kysely";
import type { ChatDatabase } from "../../db/open-chat-database.ts";
import type { Actor } from "../../room-log/actor.ts";

export interface WritingQuestion {
  readonly roomId: number;
  readonly actor: Pick<Actor, "userId" | "serverAdmin">;
}

/** Who may be seen to write, as `<room id>:<user id>`: as `is_muted` of the append functions has it. */
export async function readWriters(
  db: ChatDatabase,
  questions: readonly WritingQuestion[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ key: string }>`
    select distinct room_id || ':' || user_id as key
      from unnest(
        ${questions.map(({ roomId }) => roomId)}::bigint[],
        ${questions.map(({ actor }) => actor.userId)}::bigint[],
        ${questions.map(({ actor }) => actor.serverAdmin)}::boolean[]
      ) as asked (room_id, user_id, admin)
      join room_members as member using (room_id, user_id)
     where coalesce(muted_until <= clock_timestamp(), true) or (admin and muted_until <> block_mute())`.execute(db);
  return new Set(rows.map(({ key }) => key));
}
