import type { Kysely } from "kysely";
import { up as installAppend } from "./0002-append.ts";

/** append_to_log also answers whose a direct room is, so that both people can be told at once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await installAppend(db);
}
