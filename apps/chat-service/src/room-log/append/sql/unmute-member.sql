-- A member may write again.
create or replace function append_unmute_member(item jsonb, room rooms, member room_members, rank int, stamp timestamptz)
returns jsonb
language plpgsql
as $$
declare
  target constant room_members := subject_of(item, room);
  refused constant text := moderation_refusal(item, room, target, rank);
begin
  if refused is not null then return log_refusal(item, refused); end if;
  if target.role is null then return log_refusal(item, 'user_not_found'); end if;
  delete from room_mutes where room_id = room.id and user_id = target.user_id;
  if coalesce(target.muted_until <= stamp, true) then return log_duplicate(item, 0, stamp); end if;
  update room_members set muted_until = null where room_id = room.id and user_id = target.user_id;
  return log_write(item, 'member_updated', null, person_of(item), stamp);
end
$$;
