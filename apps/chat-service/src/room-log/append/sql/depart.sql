-- Of an account that is deleted: nobody is held by a room, the last owner neither.
create or replace function append_depart(item jsonb, room rooms, member room_members, rank int, stamp timestamptz)
returns jsonb
language plpgsql
as $$
begin
  if member.role is null or room.kind = 'direct' then return log_duplicate(item, 0, stamp); end if;
  return end_membership(item, room, 'left', stamp);
end
$$;
