-- A member gets another role.
create or replace function append_set_role(item jsonb, room rooms, member room_members, rank int, stamp timestamptz)
returns jsonb
language plpgsql
as $$
declare
  target constant room_members := subject_of(item, room);
begin
  if room.kind = 'direct' then return log_refusal(item, 'direct_room'); end if;
  if rank = 0 then return log_refusal(item, 'not_member'); end if;
  if gives_server_role(item, room, rank) then return log_refusal(item, 'no_roles'); end if;
  if rank < 3 then return log_refusal(item, 'not_owner'); end if;
  if target.role is null then return log_refusal(item, 'user_not_found'); end if;
  if target.role = item ->> 'role' then return log_duplicate(item, 0, stamp); end if;
  if is_last_owner(room, target) then return log_refusal(item, 'last_owner'); end if;

  update room_members set role = item ->> 'role' where room_id = room.id and user_id = target.user_id;
  return log_write(item, 'room_updated', null, jsonb_build_object(
    'username', item -> 'username', 'member', person_of(item) || jsonb_build_object('role', item -> 'role')), stamp);
end
$$;
