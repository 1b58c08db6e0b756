-- Accounts that come for the first time, each once: they become members of the room `general`, where there is one that is
-- open to all. No row of its log says so: that somebody has an account is no news there. Nobody is told either: who comes
-- has not asked for their rooms yet.
create or replace function admit_newcomers(user_ids bigint[]) returns void
language plpgsql
-- As in append_to_log: what the cached plans look up they shall look up by index.
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set jit = off
as $$
declare
  newcomers bigint[];
  general rooms;
begin
  -- In order, so that two instances that meet the same people do not wait for each other both ways. Whoever comes second
  -- waits here until the first has committed, and then finds them members.
  with met as (
    insert into known_accounts (user_id)
    select distinct id from unnest(user_ids) as id order by id
    on conflict do nothing returning user_id
  )
  select array_agg(user_id) into newcomers from met;
  if newcomers is null then return; end if;

  -- The lock of append_to_log, of one room.
  select * into general from rooms
   where name_key = 'general' and kind = 'public' and archived_at is null for no key update;
  if not found then return; end if;

  with admitted as (
    insert into room_members (room_id, user_id, role, last_read_seq, joined_at)
    select general.id, id, 'member', general.last_seq, date_trunc('milliseconds', clock_timestamp())
      from unnest(newcomers) as id
     -- Who has been in it, and left, comes from an instance of the release before.
     where not exists (select 1 from room_log where room_id = general.id and actor_id = id)
       and not is_banned(general.id, id, clock_timestamp())
    on conflict do nothing returning user_id
  )
  update rooms set member_count = member_count + (select count(*) from admitted)
   where id = general.id and exists (select 1 from admitted);
end
$$;
