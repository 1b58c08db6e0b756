-- The way that carries the load: a batch of nothing but messages, all of them new and allowed. It takes for granted that
-- they are, writes them, and finds out while it does so; where one is not, what was written is undone and append_to_log
-- judges them singly. So each check is made here too, only not who failed it.
--
-- room_ids:    in order, each once; `counts` says how many of the batch go to each.
-- author_*:    one entry for each sender in a room: the place of the room in room_ids, the user, whether a server admin,
--              and which of the room's messages (1, 2, …) is the sender's last.
-- authors, …:  one entry for each message: the place of its author above, which of its room's messages it is, its id and
--              body, and the direct room it must be in (empty if none says). A room's messages stand in their order.
-- reply_*:     one entry for each message that answers another: the room's place, and the seq that it answers.
-- Answer:      that of append_to_log; without "verdicts" all are new, each room's [id, kind, last_seq, direct_key] is followed
--              by the messages' time (epoch ms), and their seqs are its last ones; "quotes" are what the answers among
--              them quote, in the order of reply_seqs.
create or replace function append_plain_posts(
  room_ids bigint[], counts int[],
  author_places int[], author_ids bigint[], author_admins boolean[], author_lasts int[],
  authors int[], nths int[], client_msg_ids text[], bodies text[], direct_keys text[],
  reply_places int[], reply_seqs bigint[]
) returns jsonb
language plpgsql
-- As in append_to_log: what the cached plans look up they shall look up by index.
set enable_seqscan = off
set enable_bitmapscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set enable_material = off
set jit = off
set plan_cache_mode = force_generic_plan
as $$
declare
  open_ids bigint[];
  heads bigint[];
  announcing boolean[];
  keys text[];
  times timestamptz[];
  stamp timestamptz;
  allowed int;
  answer jsonb;
begin
  -- The lock of append_to_log, in the same order. A row that it waited for is read as it is then.
  select array_agg(id), array_agg(last_seq), array_agg(kind = 'announcement'), array_agg(direct_key), array_agg(last_event_at)
    into open_ids, heads, announcing, keys, times
    from (
      select id, last_seq, kind, direct_key, last_event_at from rooms where id = any (room_ids) and archived_at is null
       order by id for no key update
    ) as room;
  stamp := date_trunc('milliseconds', clock_timestamp());

  begin
    if open_ids is distinct from room_ids then raise sqlstate 'HB001'; end if;

    if direct_keys <> '{}' and exists (
      select 1 from unnest(authors, direct_keys) as post (author, direct_key)
       where post.direct_key <> coalesce(keys[author_places[post.author]], '')
    ) then raise sqlstate 'HB001'; end if;

    if reply_seqs <> '{}' and exists (
      select 1 from unnest(reply_places, reply_seqs) as reply (place, seq)
       where not exists (
         select 1 from room_log as answered
          where answered.room_id = room_ids[reply.place] and answered.seq = reply.seq and answered.kind = 'message')
    ) then raise sqlstate 'HB001'; end if;

    -- One's own send is read by oneself. Only who may send is found here, so that the count tells if all may.
    update room_members as member set last_read_seq = heads[author.place] + author.last
      from unnest(author_places, author_ids, author_admins, author_lasts) as author (place, id, admin, last)
     where member.room_id = room_ids[author.place] and member.user_id = author.id
       and (author.admin or member.role <> 'member' or not announcing[author.place])
       -- As in is_muted.
       and (member.muted_until is null or member.muted_until <= stamp
            or author.admin and member.muted_until <> block_mute());
    get diagnostics allowed = row_count;
    if allowed <> cardinality(author_ids) then raise sqlstate 'HB001'; end if;

    -- A repeat, of what is in the log or earlier in the batch, violates the unique index.
    insert into room_log (room_id, seq, kind, actor_id, client_msg_id, body, created_at)
      select room_ids[author_places[author]], heads[author_places[author]] + nth, 'message', author_ids[author],
             client_msg_id, body::jsonb, greatest(stamp, times[author_places[author]])
        from unnest(authors, nths, client_msg_ids, bodies) as post (author, nth, client_msg_id, body);

    with head as (
      update rooms
         set last_seq = last_seq + counts[array_position(room_ids, id)], last_event_at = greatest(stamp, last_event_at),
             last_message_at = greatest(stamp, last_event_at)
       where id = any (room_ids)
      returning id, kind, last_seq, direct_key, epoch_ms(last_event_at) as at
    )
    select jsonb_build_object(
             'epoch', (select epoch from log_epoch),
             'rooms', jsonb_agg(jsonb_build_array(id, kind, last_seq, direct_key, at)))
      into answer from head;
    if reply_seqs <> '{}' then
      answer := answer || jsonb_build_object('quotes', (
        select jsonb_agg(quote_of(room_ids[place], seq) order by n)
          from unnest(reply_places, reply_seqs) with ordinality as reply (place, seq, n)));
    end if;
    return answer;
  exception when unique_violation or sqlstate 'HB001' then
    null;
  end;

  return append_to_log(room_ids, jsonb_build_array(jsonb_build_object('do', 'post', 'items', (
    select jsonb_agg(jsonb_build_object(
             'n', post.n - 1, 'room_id', room_ids[author_places[author]], 'actor_id', author_ids[author],
             'admin', author_admins[author], 'client_msg_id', client_msg_id, 'direct_key', direct_key,
             'body', body::jsonb))
      from unnest(authors, client_msg_ids, bodies, direct_keys)
             with ordinality as post (author, client_msg_id, body, direct_key, n)
  ))));
end
$$;
