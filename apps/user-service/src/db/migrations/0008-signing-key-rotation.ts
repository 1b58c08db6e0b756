import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Of keys that earlier releases made both are null: they sign from when they were made, and how long their tokens live is noted later. */
export const signingKeyRotation: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`alter table signing_keys add column signs_from timestamptz, add column token_seconds integer`.execute(db);
  },
};
