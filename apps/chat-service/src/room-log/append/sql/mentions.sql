-- Whom a message calls, {"user_ids", "room"}, of whom its text names: those of them who are members, and all of the room where
-- its author may call so many (`max_called` comes with it: limits.ts).
create or replace function settle_mentions(named jsonb, of_room bigint, member_count int, rank int) returns jsonb
language sql stable
as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'user_ids', (
      select jsonb_agg(user_id order by user_id) from room_members
       where room_id = of_room
         and user_id in (select value::bigint from jsonb_array_elements_text(coalesce(named -> 'user_ids', '[]')))),
    'room', case when rank > 1 or member_count <= (named ->> 'max_called')::int then named -> 'room' end))
$$;

-- As the rows of `mentions` have them; 0 is all of the room.
create or replace function people_called(mentioned jsonb) returns setof bigint
language sql immutable
as $$
  select value::bigint from jsonb_array_elements_text(coalesce(mentioned -> 'user_ids', '[]'))
  union all
  select 0 where mentioned ? 'room'
$$;

-- In the place of whom the message called before.
create or replace function call_again(message room_log, mentioned jsonb) returns void
language plpgsql
as $$
begin
  delete from mentions where room_id = message.room_id and seq = message.seq;
  insert into mentions (user_id, room_id, seq, author_id, thread_seq, in_room)
    select called, message.room_id, message.seq, message.actor_id, message.thread_seq, message.in_room
      from people_called(mentioned) as called;
end
$$;
