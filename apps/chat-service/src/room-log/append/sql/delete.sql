-- A message is emptied, by its author or by whoever moderates the room; it keeps its place. How many edits and
-- quotes the event may name comes with the item (limits.ts).
create or replace function append_delete(item jsonb, room rooms, member room_members, rank int, stamp timestamptz)
returns jsonb
language plpgsql
as $$
declare
  target constant room_log := message_of(item, room);
begin
  if rank = 0 then return log_refusal(item, 'not_member'); end if;
  if target.seq is null then return log_refusal(item, 'message_not_found'); end if;
  if target.state ? 'deleted_at' then return log_duplicate(item, 0, stamp); end if;
  if target.actor_id <> actor_of(item) and rank < 2 then return log_refusal(item, 'not_moderator'); end if;
  return empty_message(item, room, target, stamp);
end
$$;

-- Also what its author's account, that is deleted, wrote anywhere.
create or replace function append_erase(item jsonb, room rooms, member room_members, rank int, stamp timestamptz)
returns jsonb
language plpgsql
as $$
declare
  target constant room_log := message_of(item, room);
begin
  if target.actor_id is distinct from actor_of(item) or target.state ? 'deleted_at' then
    return log_duplicate(item, 0, stamp);
  end if;
  return empty_message(item, room, target, stamp);
end
$$;

-- The body of an edit, or of what was shown of a message's links, once that is gone.
create or replace function without_words(kind text, body jsonb) returns jsonb
language sql immutable
return case kind
  when 'message_edited' then body - 'previews' || '{"content": ""}'
  when 'previews_changed' then body || '{"previews": []}'
end;

create or replace function empty_message(item jsonb, room rooms, target room_log, stamp timestamptz) returns jsonb
language plpgsql
as $$
declare
  erased jsonb;
  answer jsonb;
begin
  -- What was deleted is gone from every row that said it, and so from every frame that is made again from a row. The
  -- event names the edits, and the messages that quote it, for the frames that instances still hold: the newest.
  -- Each by the index of its kind.
  with edit as (
    update room_log set body = without_words(kind, body)
     where room_id = room.id and target_seq = target.seq and kind = 'message_edited' returning seq
  ),
  preview as (
    update room_log set body = without_words(kind, body)
     where room_id = room.id and target_seq = target.seq and seq > target.seq and kind = 'previews_changed' returning seq
  ),
  said as (select seq from edit union all select seq from preview)
  select jsonb_agg(seq order by seq) into erased
    from (select seq from said order by seq desc limit (item ->> 'max_erased')::int) as newest;
  erased := nullif(coalesce(erased, '[]') || coalesce(quotes_of(room.id, target.seq, max_quotes(item)), '[]'), '[]');
  answer := log_write(item, 'message_deleted', target.seq,
    jsonb_strip_nulls(jsonb_build_object(
      'username', item -> 'username', 'erased', erased, 'thread_seq', target.thread_seq, 'in_room', target.in_room)), stamp);
  update room_log
     set body = body - 'mentions' - 'mentioned' - 'attachments' || '{"content": ""}',
         state = jsonb_build_object('deleted_at', wire_time(answer -> 'at'), 'updated_seq', answer -> 'seq')
   where room_id = room.id and seq = target.seq;
  perform call_again(target, null);
  -- A thread is gone with its root, where the room keeps that no longer.
  if target.thread_seq > room.expired_seq then
    answer := answer || jsonb_build_object('thread', count_replies(room.id, target.thread_seq, -1, (answer -> 'seq')::bigint));
  end if;
  delete from room_pins where room_id = room.id and seq = target.seq;
  if target.body ? 'attachments' or target.state ? 'previews' then
    perform take_files(room.id, target.seq, target.seq, stamp);
  end if;
  perform take_words(room.id, array[target.seq], array[target.created_at], (answer -> 'seq')::bigint);
  return answer;
end
$$;
