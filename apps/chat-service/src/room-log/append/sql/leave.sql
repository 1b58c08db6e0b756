-- The actor's own membership ends.
create or replace function append_leave(item jsonb, room rooms, member room_members, rank int, stamp timestamptz)
returns jsonb
language plpgsql
as $$
begin
  if member.role is null then return log_duplicate(item, 0, stamp); end if;
  if room.kind = 'direct' then return log_refusal(item, 'direct_room'); end if;
  if is_last_owner(room, member) and room.member_count > 1 then return log_refusal(item, 'last_owner'); end if;
  return end_membership(item, room, 'left', stamp);
end
$$;
