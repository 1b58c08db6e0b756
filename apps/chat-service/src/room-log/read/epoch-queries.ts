import { sql } from "kysely";
import type { ChatDatabase } from "../../db/open-chat-database.ts";

/** Puts a new epoch in the place of `ifStill`; answers the epoch that is valid afterwards, whoever made it. */
export async function renewEpoch(db: ChatDatabase, ifStill: string): Promise<string> {
  await sql`update log_epoch set epoch = gen_random_uuid() where epoch::text = ${ifStill}`.execute(db);
  // A statement of its own: the update's would not see what somebody else made while it waited.
  const { rows } = await sql<{ epoch: string }>`select epoch from log_epoch`.execute(db);
  const epoch = rows[0]?.epoch;
  if (epoch === undefined) throw new Error("The chat database has no epoch");
  return epoch;
}
