-- The room is read from now on, and not written.
create or replace function append_archive_room(item jsonb, room rooms, member room_members, rank int, stamp timestamptz)
returns jsonb
language plpgsql
as $$
declare
  archived timestamptz;
begin
  if room.archived_at is not null then
    return case when rank > 0 then log_duplicate(item, 0, stamp) else log_refusal(item, 'room_archived') end;
  end if;
  if room.kind = 'direct' then return log_refusal(item, 'direct_room'); end if;
  if rank = 0 then return log_refusal(item, 'not_member'); end if;
  if rank < 3 then return log_refusal(item, 'not_owner'); end if;
  if is_server_room(room) then return log_refusal(item, 'server_room'); end if;

  update rooms set archived_at = greatest(stamp, last_event_at) where id = room.id returning archived_at into archived;
  return log_write(item, 'room_updated', null, jsonb_build_object(
    'username', item -> 'username', 'archived_at', wire_time(to_jsonb(epoch_ms(archived)))), stamp);
end
$$;
