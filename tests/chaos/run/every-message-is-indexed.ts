import { Client } from "pg";
import type { ChaosSystem } from "../system/chaos-system.ts";
import { until } from "../system/until.ts";

/** What a crash left unindexed a sweep finds; another instance takes the sweep over when its lease is out. */
const patienceMs = 60_000;

/** Every message that is there is found by its words, and no other; nobody looks for the canary's, in room 3. */
export async function everyMessageIsIndexed(system: ChaosSystem): Promise<void> {
  const database = new Client({ connectionString: system.stack.databaseUrls.chat });
  await database.connect();
  try {
    let wrong = { missing: 0, left: 0 };
    await until(
      () =>
        `the words of every message are there, and of no other: ${wrong.missing} are missing, ${wrong.left} are left over`,
      patienceMs,
      async () => {
        const { rows } = await database.query<typeof wrong>(
          `select count(*) filter (where is_there and not is_indexed)::int as missing,
                  count(*) filter (where is_indexed and not is_there)::int as left
             from (
               select message.seq is not null and not coalesce(message.state ? 'deleted_at', false) as is_there,
                      coalesce(found.words <> '', false) as is_indexed
                 from (select * from room_log where kind = 'message' and room_id <> 3) as message
                 full join search_words as found on found.room_id = message.room_id and found.seq = message.seq
             ) as either`,
        );
        wrong = rows[0]!;
        return wrong.missing === 0 && wrong.left === 0;
      },
    );
  } finally {
    await database.end();
  }
}
