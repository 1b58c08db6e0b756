-- New rooms, each with its first members and the row that says so. Nobody can see such a room before the commit, so it
-- needs no lock. `create_key` finds the room again when its command is repeated.
create or replace function create_rooms(items jsonb, stamp timestamptz) returns jsonb[]
language plpgsql
as $$
declare
  verdicts jsonb[] := '{}';
  item jsonb;
  room rooms;
  answer jsonb;
begin
  for item in select value from jsonb_array_elements(items) loop
    -- With change-block.sql: either that sees the room, or this sees the block.
    if item ? 'direct_key' then
      perform lock_pair(item ->> 'direct_key');
      if is_blocked((item #>> '{members,0,user_id}')::bigint, (item #>> '{members,1,user_id}')::bigint)
         and not exists (select 1 from rooms where direct_key = item ->> 'direct_key') then
        verdicts := verdicts || log_refusal(item, 'blocked');
        continue;
      end if;
    end if;

    insert into rooms (kind, name, name_key, topic, direct_key, created_by, create_key, created_at, last_event_at)
    select item ->> 'kind', item ->> 'name', item ->> 'name_key', item ->> 'topic', item ->> 'direct_key',
           (item ->> 'actor_id')::bigint, item ->> 'client_msg_id', stamp, stamp
     where not exists (select 1 from rooms where look_key = item ->> 'name_key')
    on conflict do nothing returning * into room;

    if found then
      answer := log_write(item || jsonb_build_object('room_id', room.id), 'member_added', null,
        jsonb_build_object('users', item -> 'members'), stamp);
      perform add_members(room.id, item -> 'members', (answer ->> 'seq')::bigint, stamp);
      verdicts := verdicts || (answer || jsonb_build_object('room_id', room.id));
    else
      select * into room from rooms where create_key = item ->> 'client_msg_id';
      if not found then
        select * into room from rooms where direct_key = item ->> 'direct_key';
      end if;
      verdicts := verdicts || case
        when found then log_duplicate(item, 1, room.created_at) || jsonb_build_object('room_id', room.id)
        else log_refusal(item, 'name_taken')
      end;
    end if;
  end loop;
  return verdicts;
end
$$;
