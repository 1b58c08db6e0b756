-- Edits, deletions and reactions: a row of their own, and what they make of the message in its `state`. The limits come
-- with the item (limits.ts).
create or replace function change_message(
  item jsonb, room rooms, member room_members, rank int, stamp timestamptz
) returns jsonb
language plpgsql
as $$
declare
  command constant text := item ->> 'do';
  actor constant bigint := item ->> 'actor_id';
  target room_log;
  author_only boolean;
  reactions jsonb;
  reacting jsonb;
  erased jsonb;
  answer jsonb;
begin
  select * into target from room_log
    where room_id = room.id and seq = (item ->> 'seq')::bigint and kind = 'message';

  if rank = 0 then return log_refusal(item, 'not_member'); end if;
  if target.seq is null then return log_refusal(item, 'message_not_found'); end if;
  if command <> 'delete' and member.muted_until > stamp and not (item ->> 'admin')::boolean then
    return log_refusal(item, 'muted');
  end if;
  if target.state ? 'deleted_at' then
    if command = 'delete' then return log_duplicate(item, 0, stamp); end if;
    return log_refusal(item, 'message_not_found');
  end if;

  if command = 'edit' then
    if target.actor_id <> actor then return log_refusal(item, 'not_author'); end if;
    if room.kind = 'announcement' and rank < 2 then return log_refusal(item, 'announcement_only'); end if;
    if coalesce(target.state ->> 'content', target.body ->> 'content') = item ->> 'content' then
      return log_duplicate(item, 0, stamp);
    end if;
    answer := log_write(item, 'message_edited', target.seq,
      jsonb_build_object('username', item -> 'username', 'content', item -> 'content'), stamp);
    update room_log
       set state = coalesce(state, '{}') || jsonb_build_object(
             'content', item -> 'content', 'edited_at', wire_time(answer -> 'at'), 'updated_seq', answer -> 'seq')
     where room_id = room.id and seq = target.seq;

  elsif command = 'delete' then
    if target.actor_id <> actor and rank < 2 then return log_refusal(item, 'not_moderator'); end if;
    -- What was deleted is gone from every row that said it, and so from every frame that is made again from a row. The
    -- event names the edits, for the frames that instances still hold: the newest.
    with edit as (
      update room_log set body = body || '{"content": ""}'
       where room_id = room.id and target_seq = target.seq and kind = 'message_edited' returning seq
    )
    select jsonb_agg(seq order by seq) into erased from (select seq from edit order by seq desc limit (item ->> 'max_erased')::int) as newest;
    answer := log_write(item, 'message_deleted', target.seq,
      jsonb_strip_nulls(jsonb_build_object('username', item -> 'username', 'erased', erased)), stamp);
    update room_log
       set body = body || '{"content": ""}',
           state = jsonb_build_object('deleted_at', wire_time(answer -> 'at'), 'updated_seq', answer -> 'seq')
     where room_id = room.id and seq = target.seq;

  else
    reactions := coalesce(target.state -> 'reactions', '[]');
    select value -> 'user_ids' into reacting from jsonb_array_elements(reactions) where value -> 'emoji' = item -> 'emoji';
    reacting := coalesce(reacting, '[]');
    if (reacting @> to_jsonb(actor)) = (item ->> 'on')::boolean then return log_duplicate(item, 0, stamp); end if;
    if (item ->> 'on')::boolean then
      if reacting = '[]' and jsonb_array_length(reactions) >= (item ->> 'max_emoji')::int then
        return log_refusal(item, 'too_many_emoji');
      end if;
      if jsonb_array_length(reacting) >= (item ->> 'max_users')::int then
        return log_refusal(item, 'too_many_reactions');
      end if;
      reacting := reacting || to_jsonb(actor);
    else
      select coalesce(jsonb_agg(value order by place), '[]') into reacting
        from jsonb_array_elements(reacting) with ordinality as person (value, place) where value <> to_jsonb(actor);
    end if;
    answer := log_write(item, 'reaction', target.seq,
      jsonb_build_object('username', item -> 'username', 'emoji', item -> 'emoji', 'on', item -> 'on',
                         'user_ids', reacting), stamp);
    update room_log
       set state = coalesce(state, '{}') || jsonb_build_object(
             'reactions', with_reaction(reactions, item -> 'emoji', reacting), 'updated_seq', answer -> 'seq')
     where room_id = room.id and seq = target.seq;
  end if;
  return answer;
end
$$;

-- The reactions with those of one emoji replaced; in the order of their first use, without empty ones.
create or replace function with_reaction(reactions jsonb, emoji jsonb, user_ids jsonb) returns jsonb
language sql immutable
as $$
  select coalesce(jsonb_agg(entry order by place) filter (where entry -> 'user_ids' <> '[]'), '[]')
    from (
      select case when value -> 'emoji' = emoji then jsonb_build_object('emoji', emoji, 'user_ids', user_ids) else value end
               as entry, place
        from jsonb_array_elements(reactions) with ordinality as known (value, place)
      union all
      select jsonb_build_object('emoji', emoji, 'user_ids', user_ids), jsonb_array_length(reactions) + 1
       where not exists (select 1 from jsonb_array_elements(reactions) where value -> 'emoji' = emoji)
    ) as entries
$$;
