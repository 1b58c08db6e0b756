-- Everything but posts and self-joins, one after the other. Here is what all of them have in common: repeats, visibility
-- and the archive; what each may and does is in change_message, change_member and change_room.
create or replace function append_changes(changes jsonb, stamp timestamptz) returns jsonb[]
language plpgsql
as $$
declare
  verdicts jsonb[] := '{}';
  item jsonb;
  command text;
  room rooms;
  member room_members;
  earlier record;
  rank int;
begin
  for item in select value from jsonb_array_elements(changes) loop
    command := item ->> 'do';
    select * into room from rooms where id = (item ->> 'room_id')::bigint;
    select * into member from room_members where room_id = room.id and user_id = (item ->> 'actor_id')::bigint;
    select seq, kind, created_at into earlier from room_log
      where room_id = room.id and actor_id = (item ->> 'actor_id')::bigint and client_msg_id = item ->> 'client_msg_id';
    rank := room_rank(room.kind, member.role, (item ->> 'admin')::boolean);

    verdicts := verdicts || case
      when earlier.seq is not null then
        case when earlier.kind = item ->> 'kind' then log_duplicate(item, earlier.seq, earlier.created_at)
             else log_refusal(item, 'id_taken') end
      when room.id is null or (room.kind in ('private', 'direct') and member.role is null) then
        log_refusal(item, 'room_not_found')
      -- An archived room is read, not written; but nobody is held in it.
      when room.archived_at is not null and command = 'archive_room' and rank > 0 then log_duplicate(item, 0, stamp)
      when room.archived_at is not null and command not in ('leave', 'remove_member') then
        log_refusal(item, 'room_archived')
      when command in ('edit', 'delete', 'react') then change_message(item, room, member, rank, stamp)
      when command in ('leave', 'add_member', 'remove_member', 'set_role') then
        change_member(item, room, member, rank, stamp)
      else change_room(item, room, rank, stamp)
    end;
  end loop;
  return verdicts;
end
$$;
