-- Membership as others change it, and leaving.
create or replace function change_member(
  item jsonb, room rooms, member room_members, rank int, stamp timestamptz
) returns jsonb
language plpgsql
as $$
declare
  command constant text := item ->> 'do';
  actor constant bigint := item ->> 'actor_id';
  target_id constant bigint := coalesce(item ->> 'user_id', item ->> 'actor_id');
  person constant jsonb := jsonb_build_object(
    'user_id', target_id, 'username', coalesce(item -> 'target_username', item -> 'username'));
  target room_members;
  answer jsonb;
begin
  select * into target from room_members where room_id = room.id and user_id = target_id;

  if command = 'leave' and target.role is null then return log_duplicate(item, 0, stamp); end if;
  if room.kind = 'direct' then return log_refusal(item, 'direct_room'); end if;
  if rank = 0 then return log_refusal(item, 'not_member'); end if;

  -- They belong to the server admins: a role in them would be the right to write to everybody.
  if is_server_room(room) and command in ('add_member', 'set_role') and rank = 3 and item ->> 'role' <> 'member' then
    return log_refusal(item, 'no_roles');
  end if;

  if command = 'add_member' then
    if rank < 2 and room.kind <> 'public' then return log_refusal(item, 'not_admin'); end if;
    if item ->> 'role' <> 'member' and rank < 3 then return log_refusal(item, 'not_owner'); end if;
    if target.role is not null then return log_duplicate(item, 0, stamp); end if;
    answer := log_write(item, 'member_added', null,
      jsonb_build_object('users', jsonb_build_array(person || jsonb_build_object('role', item -> 'role'))), stamp);
    perform add_members(room.id, answer -> 'event' -> 'body' -> 'users', (answer ->> 'seq')::bigint, stamp);
    return answer;
  end if;

  if command = 'remove_member' and target_id = actor then return log_refusal(item, 'leave_instead'); end if;
  if command = 'remove_member' and rank < 2 then return log_refusal(item, 'not_admin'); end if;
  if command = 'set_role' and rank < 3 then return log_refusal(item, 'not_owner'); end if;
  if target.role is null then return log_refusal(item, 'user_not_found'); end if;
  if command = 'remove_member' and rank < 3 and target.role <> 'member' then return log_refusal(item, 'not_owner'); end if;
  if command = 'set_role' and target.role = item ->> 'role' then return log_duplicate(item, 0, stamp); end if;
  -- Only remove_member may take a room's last owner, and only a server admin can use it so.
  if command <> 'remove_member' and target.role = 'owner'
     and not (command = 'leave' and room.member_count = 1)
     and not exists (
       select 1 from room_members where room_id = room.id and role <> 'member' and role = 'owner' and user_id <> target_id)
  then
    return log_refusal(item, 'last_owner');
  end if;

  if command = 'set_role' then
    update room_members set role = item ->> 'role' where room_id = room.id and user_id = target_id;
    return log_write(item, 'room_updated', null, jsonb_build_object(
      'username', item -> 'username', 'member', person || jsonb_build_object('role', item -> 'role')), stamp);
  end if;

  delete from room_members where room_id = room.id and user_id = target_id;
  update rooms set member_count = member_count - 1 where id = room.id;
  return log_write(item, 'member_removed', null, jsonb_build_object(
    'users', jsonb_build_array(person), 'reason', case command when 'leave' then 'left' else 'removed' end), stamp);
end
$$;
