-- Everything but posts and self-joins, one after the other. Here is what all of them have in common: repeats, visibility
-- and the archive; what each may and does is in the function of its name, append_<do>. A command that has none is an error.
create or replace function append_changes(changes jsonb, stamp timestamptz) returns jsonb[]
language plpgsql
as $$
declare
  verdicts jsonb[] := '{}';
  verdict jsonb;
  item jsonb;
  room rooms;
  member room_members;
  earlier record;
begin
  for item in select value from jsonb_array_elements(changes) loop
    select * into room from rooms where id = (item ->> 'room_id')::bigint;
    select * into member from room_members where room_id = room.id and user_id = (item ->> 'actor_id')::bigint;
    select seq, kind, created_at into earlier from room_log
      where room_id = room.id and actor_id = (item ->> 'actor_id')::bigint and client_msg_id = item ->> 'client_msg_id';

    if earlier.seq is not null then
      verdict := case when earlier.kind = item ->> 'kind' then log_duplicate(item, earlier.seq, earlier.created_at)
                      else log_refusal(item, 'id_taken') end;
    -- Of an account that is deleted, and by the server itself, things are done wherever that is.
    elsif room.id is null
          or (room.kind in ('private', 'direct') and member.role is null and not item ? 'anywhere') then
      verdict := log_refusal(item, 'room_not_found');
    -- An archived room is read, not written; but nobody is held in it. Until functions of version 1 items did not say it.
    elsif room.archived_at is not null
          and not coalesce((item ->> 'in_archived')::boolean, item ->> 'do' in ('leave', 'remove_member', 'archive_room'))
    then
      verdict := log_refusal(item, 'room_archived');
    else
      execute format('select %I($1, $2, $3, $4, $5)', 'append_' || (item ->> 'do')) into verdict
        using item, room, member, room_rank(room.kind, member.role, (item ->> 'admin')::boolean), stamp;
    end if;
    verdicts := verdicts || verdict;
  end loop;
  return verdicts;
end
$$;
