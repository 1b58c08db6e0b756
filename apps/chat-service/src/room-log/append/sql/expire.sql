-- The server empties messages that are older than the room keeps them, from where it was, at most `max` of them. They keep
-- their places, so that nobody who comes back finds a hole, and no page shows them any more.
create or replace function append_expire(item jsonb, room rooms, member room_members, rank int, stamp timestamptz)
returns jsonb
language plpgsql
as $$
declare
  up_to bigint;
  quoted_by jsonb;
  answer jsonb;
  expired bigint[];
  times timestamptz[];
begin
  select max(seq) into up_to from (
    select seq, created_at from room_log
     where room_id = room.id and kind = 'message' and seq > room.expired_seq order by seq limit (item ->> 'max')::int
  ) as oldest where created_at < (item ->> 'before')::timestamptz;
  if up_to is null then return log_duplicate(item, 0, stamp); end if;

  -- The newest of those that stay and quote one that does not, for the frames that instances still hold.
  with quoting as materialized (
    select seq from room_log
     where room_id = room.id and kind = 'message' and body ? 'reply_to'
       and (body ->> 'reply_to')::bigint > room.expired_seq and (body ->> 'reply_to')::bigint <= up_to and seq > up_to
  )
  select jsonb_agg(seq order by seq) into quoted_by
    from (select seq from quoting order by seq desc limit max_quotes(item)) as newest;

  answer := log_write(item, 'messages_expired', null,
    jsonb_strip_nulls(jsonb_build_object('up_to_seq', up_to, 'quoted_by', quoted_by)), stamp);
  update room_log set body = without_words(kind, body)
   where room_id = room.id and kind = 'message_edited' and target_seq > room.expired_seq and target_seq <= up_to;
  update room_log set body = without_words(kind, body)
   where room_id = room.id and kind = 'previews_changed' and target_seq > room.expired_seq and target_seq <= up_to
     and seq > room.expired_seq;
  -- Those that expired before are indexed by nobody any more.
  delete from search_words where room_id = room.id and seq <= room.expired_seq;
  with emptied as (
    update room_log
       set body = body - 'mentions' - 'mentioned' - 'attachments' || '{"content": ""}',
           state = jsonb_build_object('deleted_at', wire_time(answer -> 'at'), 'updated_seq', answer -> 'seq')
     where room_id = room.id and kind = 'message' and seq > room.expired_seq and seq <= up_to
    returning seq, created_at
  )
  select array_agg(seq order by seq), array_agg(created_at order by seq) into expired, times from emptied;
  perform take_words(room.id, expired, times, (answer -> 'seq')::bigint);
  delete from mentions where room_id = room.id and seq <= up_to;
  perform take_files(room.id, room.expired_seq + 1, up_to, stamp);
  -- A thread goes with its root.
  delete from threads where room_id = room.id and root_seq <= up_to;
  delete from thread_members where room_id = room.id and root_seq <= up_to;
  delete from room_pins where room_id = room.id and seq <= up_to;
  update rooms set expired_seq = up_to where id = room.id;
  return answer;
end
$$;
