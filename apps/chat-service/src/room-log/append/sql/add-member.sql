-- Somebody is made a member by another.
create or replace function append_add_member(item jsonb, room rooms, member room_members, rank int, stamp timestamptz)
returns jsonb
language plpgsql
as $$
declare
  target constant room_members := subject_of(item, room);
  answer jsonb;
begin
  if room.kind = 'direct' then return log_refusal(item, 'direct_room'); end if;
  if rank = 0 then return log_refusal(item, 'not_member'); end if;
  if gives_server_role(item, room, rank) then return log_refusal(item, 'no_roles'); end if;
  if rank < 2 and room.kind <> 'public' then return log_refusal(item, 'not_admin'); end if;
  if item ->> 'role' <> 'member' and rank < 3 then return log_refusal(item, 'not_owner'); end if;
  if target.role is not null then return log_duplicate(item, 0, stamp); end if;
  if is_banned(room.id, subject_id(item), stamp) then return log_refusal(item, 'subject_banned'); end if;
  if exists (select 1 from user_blocks where user_id = subject_id(item) and blocked_id = actor_of(item)) then
    return log_refusal(item, 'not_wanted');
  end if;

  answer := log_write(item, 'member_added', null, jsonb_build_object(
    'users', jsonb_build_array(person_of(item) || jsonb_build_object('role', item -> 'role'))), stamp);
  perform add_members(room.id, answer -> 'event' -> 'body' -> 'users', (answer ->> 'seq')::bigint, stamp);
  return answer;
end
$$;
