-- Its author gives a message another text.
create or replace function append_edit(item jsonb, room rooms, member room_members, rank int, stamp timestamptz)
returns jsonb
language plpgsql
as $$
declare
  target constant room_log := message_of(item, room);
  -- An instance of a release before does not say whom the text names, nor one that could not find out: then it is counted as
  -- theirs.
  mentioned constant jsonb := case when item ? 'mentioned' then
    settle_mentions(item -> 'mentioned', room.id, room.member_count, rank) end;
  -- An instance of a release before does not say which links the text has, and shows no previews of any.
  links constant jsonb := coalesce(item -> 'links', '[]');
  previews constant jsonb := nullif(previews_of(target.state -> 'previews', links, true), '[]');
  answer jsonb;
begin
  if rank = 0 then return log_refusal(item, 'not_member'); end if;
  if target.seq is null then return log_refusal(item, 'message_not_found'); end if;
  if is_muted(item, member, stamp) then return log_refusal(item, 'muted'); end if;
  if target.state ? 'deleted_at' then return log_refusal(item, 'message_not_found'); end if;
  if target.actor_id <> actor_of(item) then return log_refusal(item, 'not_author'); end if;
  -- Where there are files there need be no text.
  if item ->> 'content' = '' and not target.body ? 'attachments' then return log_refusal(item, 'no_content'); end if;
  if room.kind = 'announcement' and rank < 2 then return log_refusal(item, 'announcement_only'); end if;
  if coalesce(target.state ->> 'content', target.body ->> 'content') = item ->> 'content' then
    return log_duplicate(item, 0, stamp);
  end if;

  -- For the frames that instances still hold: whoever quotes the message showed the text before.
  answer := log_write(item, 'message_edited', target.seq, jsonb_strip_nulls(jsonb_build_object(
    'username', item -> 'username', 'content', item -> 'content', 'mentioned', mentioned, 'previews', previews,
    'quoted_by', quotes_of(room.id, target.seq, max_quotes(item)))), stamp);
  update room_log
     set state = coalesce(state, '{}') - array['mentions', 'mentioned', 'previews', 'bare_links']
           || jsonb_strip_nulls(jsonb_build_object(
           'content', item -> 'content', 'mentions', item -> 'mentions', 'mentioned', mentioned, 'previews', previews,
           'bare_links', nullif(links_among(target.state -> 'bare_links', links), '[]'),
           'edited_at', wire_time(answer -> 'at'), 'updated_seq', answer -> 'seq'))
   where room_id = room.id and seq = target.seq;
  if target.thread_seq > room.expired_seq then perform follow_where_called(target, mentioned); end if;
  perform call_again(target, mentioned);
  if target.state ? 'previews' then perform keep_pictures(target, coalesce(previews, '[]'), stamp); end if;
  return answer;
end
$$;
