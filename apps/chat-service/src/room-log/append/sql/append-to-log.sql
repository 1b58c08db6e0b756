-- The one way into room_log: appends a batch of commands and answers each with a verdict.
--
-- room_ids: every room that the batch touches (not the rooms that it makes).
-- steps:    [{"do": "create" | "post" | "join" | "change", "items": [{"n", "actor_id", …}, …]}, …], taken in order; the items
--           of one step are taken together. The order of a room's items is the order in which they take effect.
-- Answer:   {"epoch", "rooms": [[id, kind, last_seq, direct_key], …], "verdicts": [verdict, …]}, where a verdict is
--           {"n", "seq", "at"}               new ("at": epoch ms); with "event" where it is not plainly the item as sent,
--                                            with "quote" where it is a message that answers another, and with "thread"
--                                            where it changed one,
--           {"n", "seq", "at", "dup": true}  was there already, or changes nothing (seq 0),
--           {"n", "no": "<reason>"}          refused; room-log/kinds and append/refusals.ts say the reasons in words.
--
-- It is called as a statement of its own, so that the answer means: committed.
create or replace function append_to_log(room_ids bigint[], steps jsonb) returns jsonb
language plpgsql
-- The plans are cached while the tables may still be empty: what they look up they shall look up by index.
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set jit = off
set plan_cache_mode = force_generic_plan
as $$
declare
  step jsonb;
  stamp timestamptz;
  verdicts jsonb[] := '{}';
  made bigint[];
begin
  -- In id order, so that two batches never wait for each other. NO KEY: the foreign key of room_members takes KEY SHARE
  -- locks, which FOR UPDATE would deadlock with. Under the lock the room's state stands still, and the statements below
  -- see it as it is: this one's snapshot is from before it waited.
  perform 1 from rooms where id = any (room_ids) order by id for no key update;

  -- Not now(): that is when the transaction began, before the wait, and would run backwards along seq.
  stamp := date_trunc('milliseconds', clock_timestamp());

  for step in select value from jsonb_array_elements(steps) loop
    case step ->> 'do'
      when 'post' then verdicts := verdicts || append_posts(step -> 'items', stamp);
      when 'join' then verdicts := verdicts || append_joins(step -> 'items', stamp);
      when 'change' then verdicts := verdicts || append_changes(step -> 'items', stamp);
      when 'create' then verdicts := verdicts || create_rooms(step -> 'items', stamp);
    end case;
  end loop;

  select array_agg((verdict ->> 'room_id')::bigint) into made
    from unnest(verdicts) as verdict where verdict ? 'room_id';

  return jsonb_build_object(
    'epoch', (select epoch from log_epoch),
    'rooms', (
      select coalesce(jsonb_agg(jsonb_build_array(id, kind, last_seq, direct_key)), '[]')
        from rooms where id = any (room_ids || made)
    ),
    'verdicts', to_jsonb(verdicts)
  );
end
$$;
