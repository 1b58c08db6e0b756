import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** What is stored of files, and where. */
export const whatIsStored: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    // Bytes that are counted, where they are not as many as came; those of a picture, once it was made.
    await sql`alter table files add column stored_bytes bigint`.execute(db);
    // What a folder with files says that it is, so that an empty one is not taken for it.
    await sql`create table file_storage (id text primary key)`.execute(db);
    await sql`insert into file_storage values (gen_random_uuid()::text)`.execute(db);
  },
};
