-- Who was kept out may come back.
create or replace function append_unban(item jsonb, room rooms, member room_members, rank int, stamp timestamptz)
returns jsonb
language plpgsql
as $$
declare
  refused constant text := moderation_refusal(item, room, null, rank);
begin
  if refused is not null then return log_refusal(item, refused); end if;
  if not is_banned(room.id, subject_id(item), stamp) then return log_duplicate(item, 0, stamp); end if;
  delete from room_bans where room_id = room.id and user_id = subject_id(item);
  perform note_name(item, room);
  return log_write(item, 'member_updated', null, person_of(item) || '{"banned": false}', stamp);
end
$$;
