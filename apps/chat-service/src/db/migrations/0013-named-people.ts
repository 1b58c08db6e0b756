import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * Whom the log of a room names although they are no members of it, and may never have done anything there: of a deleted
 * account these are found by it. What was said before: 0014.
 */
export const namedPeople: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      create table named_people (
        user_id bigint not null,
        room_id bigint not null,
        primary key (user_id, room_id)
      )`.execute(db);
  },
};
