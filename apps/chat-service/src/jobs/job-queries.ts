import { sql } from "kysely";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import { jobLeaseMs } from "../limits.ts";

/** Whether this instance may do the job now: nobody else holds it. Asked again while it is held, it is held for longer. */
export async function takeLease(
  db: ChatDatabase,
  name: string,
  holder: string,
  leaseMs: number = jobLeaseMs,
): Promise<boolean> {
  const until = sql`clock_timestamp() + ${leaseMs}::int * interval '1 millisecond'`;
  const { rows } = await sql`
    insert into jobs as job (name, holder, held_until) values (${name}, ${holder}, ${until})
    on conflict (name) do update set holder = excluded.holder, held_until = excluded.held_until
      where job.holder = excluded.holder or job.held_until < clock_timestamp()
    returning name`.execute(db);
  return rows.length > 0;
}

/** For the next one to take at once. */
export async function releaseLease(db: ChatDatabase, name: string, holder: string): Promise<void> {
  await db
    .updateTable("jobs")
    .set({ held_until: sql<Date>`clock_timestamp()` })
    .where("name", "=", name)
    .where("holder", "=", holder)
    .execute();
}

export async function readPosition(db: ChatDatabase, name: string): Promise<number> {
  const row = await db.selectFrom("jobs").select("position").where("name", "=", name).executeTakeFirst();
  return row?.position ?? 0;
}

/** Only ever forward: one whose lease ran out while it worked may come late. */
export async function movePosition(db: ChatDatabase, name: string, position: number): Promise<void> {
  await db.updateTable("jobs").set({ position }).where("name", "=", name).where("position", "<", position).execute();
}
