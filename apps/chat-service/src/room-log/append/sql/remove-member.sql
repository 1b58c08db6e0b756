-- Somebody's membership is ended by another. Alone this may take a room's last owner, and only a server admin can do it.
create or replace function append_remove_member(item jsonb, room rooms, member room_members, rank int, stamp timestamptz)
returns jsonb
language plpgsql
as $$
declare
  target constant room_members := subject_of(item, room);
begin
  if room.kind = 'direct' then return log_refusal(item, 'direct_room'); end if;
  if rank = 0 then return log_refusal(item, 'not_member'); end if;
  if subject_id(item) = actor_of(item) then return log_refusal(item, 'leave_instead'); end if;
  if rank < 2 then return log_refusal(item, 'not_admin'); end if;
  if target.role is null then return log_refusal(item, 'user_not_found'); end if;
  if rank < 3 and target.role <> 'member' then return log_refusal(item, 'not_owner'); end if;
  return end_membership(item, room, 'removed', stamp);
end
$$;
