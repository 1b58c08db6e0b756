import { foldText } from "@hubbub/text";
import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

const page = 10_000;

/**
 * Names compared as the eye reads them (`foldText`). Rooms made before may be one to the eye: the first of them gets the key,
 * the others keep theirs, and `look_key` holds the name against new rooms. The first statement keeps everybody else out of
 * the table until the end, so that no key is taken meanwhile.
 */
export const lookAlikes: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      alter table rooms add column look_key text collate "C" check (char_length(look_key) <= 400)`.execute(db);
    await sql`create index rooms_by_look on rooms (look_key) where look_key is not null`.execute(db);
    for (let after = 0; ;) {
      const rooms = await namesToLookAt(db, after);
      for (const room of rooms) await foldAnew(db, room);
      if (rooms.length < page) return;
      after = rooms.at(-1)?.id ?? after;
    }
  },
};

interface NamedRoom {
  readonly id: number;
  readonly name: string;
  readonly name_key: string;
}

/** In order, without those that both rules fold alike: plain ASCII with single spaces. */
async function namesToLookAt(db: Kysely<unknown>, after: number): Promise<readonly NamedRoom[]> {
  const { rows } = await sql<NamedRoom>`
    select id, name, name_key from rooms
     where id > ${after} and kind <> 'direct' and (octet_length(name) > char_length(name) or name like '%  %')
     order by id limit ${page}`.execute(db);
  return rows;
}

async function foldAnew(db: Kysely<unknown>, { id, name, name_key }: NamedRoom): Promise<void> {
  const key = foldText(name);
  if (key === name_key || Array.from(key).length > 400) return;
  const { numAffectedRows: moved } = await sql`
    update rooms set name_key = ${key}
     where id = ${id} and not exists (select 1 from rooms where name_key = ${key})`.execute(db);
  if (moved === 0n) await sql`update rooms set look_key = ${key} where id = ${id}`.execute(db);
}
