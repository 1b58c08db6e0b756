-- A member is taken out of the room and kept out of it.
create or replace function append_ban_member(item jsonb, room rooms, member room_members, rank int, stamp timestamptz)
returns jsonb
language plpgsql
as $$
declare
  target constant room_members := subject_of(item, room);
  refused constant text := moderation_refusal(item, room, target, rank);
begin
  if refused is not null then return log_refusal(item, refused); end if;
  if target.role is null then return log_refusal(item, 'user_not_found'); end if;
  if not write_ban(item, room, stamp) then return log_refusal(item, 'too_many_bans'); end if;
  return end_membership(item, room, 'banned', stamp);
end
$$;
