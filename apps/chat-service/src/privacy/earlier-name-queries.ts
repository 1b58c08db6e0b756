import { sql } from "kysely";
import type { ChatDatabase } from "../db/open-chat-database.ts";

/**
 * Looks through the next `maxRows` rows of all logs for whom they name, and notes those who are no members in `named_people`,
 * as the append functions do for what they write. An account that was forgotten without it is forgotten once more. Does
 * nothing once it has come to the end. Not while somebody is being forgotten: what is noted then may be taken for done.
 */
export async function noteEarlierNames(db: ChatDatabase, maxRows: number): Promise<void> {
  const from = await db.selectFrom("earlier_names").selectAll().where("done_at", "is", null).executeTakeFirst();
  if (from === undefined) return;
  await sql`
    with page as materialized (
      select room_id, seq, kind, body from room_log
       where (room_id, seq) > (${from.room_id}::bigint, ${from.seq}::bigint) order by room_id, seq limit ${maxRows}
    ),
    named as (
      select distinct room_id, person.id::bigint as user_id
        from page
       cross join lateral (
         select value -> 'user_id' as id
           from jsonb_array_elements(case jsonb_typeof(body -> 'users') when 'array' then body -> 'users' else '[]' end)
          union all select body -> 'user_id'
          union all select body #> '{member,user_id}'
       ) as person
       where kind <> 'message' and jsonb_typeof(person.id) = 'number'
    ),
    noted as (
      insert into named_people (user_id, room_id)
      select user_id, room_id from named
       where not exists (
         select 1 from room_members as member where member.room_id = named.room_id and member.user_id = named.user_id)
      on conflict do nothing
      returning user_id
    ),
    once_more as (
      update deleted_accounts set forgotten_at = null where user_id in (select user_id from noted)
    ),
    last as (select room_id, seq from page order by room_id desc, seq desc limit 1)
    update earlier_names
       set room_id = coalesce((select room_id from last), room_id), seq = coalesce((select seq from last), seq),
           done_at = case when (select count(*) from page) < ${maxRows} then clock_timestamp() end
     where done_at is null`.execute(db);
}
