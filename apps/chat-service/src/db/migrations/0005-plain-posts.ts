import type { Kysely } from "kysely";
import { up as installAppend } from "./0002-append.ts";

/** append_plain_posts, for batches of nothing but new messages. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await installAppend(db);
}
