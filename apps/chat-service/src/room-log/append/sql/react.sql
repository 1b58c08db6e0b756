-- A reaction on a message, or off it. The limits come with the item (limits.ts).
create or replace function append_react(item jsonb, room rooms, member room_members, rank int, stamp timestamptz)
returns jsonb
language plpgsql
as $$
declare
  target constant room_log := message_of(item, room);
  actor constant bigint := actor_of(item);
  reactions constant jsonb := coalesce(target.state -> 'reactions', '[]');
  reacting jsonb;
  answer jsonb;
begin
  if rank = 0 then return log_refusal(item, 'not_member'); end if;
  if target.seq is null then return log_refusal(item, 'message_not_found'); end if;
  if is_muted(item, member, stamp) then return log_refusal(item, 'muted'); end if;
  if target.state ? 'deleted_at' then return log_refusal(item, 'message_not_found'); end if;

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
