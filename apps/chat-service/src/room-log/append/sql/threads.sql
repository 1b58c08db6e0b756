-- Whether the room shows a message of this body: a reply stands in its thread alone, unless it was sent to the room as well.
create or replace function is_in_timeline(body jsonb) returns boolean
language sql immutable
return not body ? 'thread_seq' or coalesce((body ->> 'in_room')::boolean, false);

-- A thread as frames and pages tell it; its time in epoch ms.
create or replace function thread_json(thread threads) returns jsonb
language sql stable
return jsonb_build_object(
  'reply_count', thread.reply_count, 'last_reply_seq', thread.last_reply_seq,
  'last_reply_at', epoch_ms(thread.last_reply_at), 'user_ids', thread.user_ids, 'updated_seq', thread.updated_seq);

-- The thread once so many replies more stand in the log; fewer where they were deleted. `changed_seq` is of the event that
-- did it. Only under the room's lock.
create or replace function count_replies(of_room bigint, root bigint, more int, changed_seq bigint) returns jsonb
language plpgsql
as $$
declare
  latest record;
  thread threads;
begin
  -- Whose faces a thread shows is seen from its newest replies.
  with newest as materialized (
    select seq, actor_id, created_at from room_log
     where room_id = of_room and thread_seq = root and not coalesce(state ? 'deleted_at', false)
       -- They come after it: without their index (migrate-chat.ts) the rest is not looked through.
       and seq > root
     order by seq desc limit 50
  ), face as (
    select actor_id, max(seq) as seq from newest group by actor_id order by seq desc limit 5
  )
  select (select coalesce(array_agg(actor_id order by seq desc), '{}') from face) as user_ids,
         max(seq) as seq, max(created_at) as at
    into latest from newest;

  insert into threads as known (room_id, root_seq, reply_count, last_reply_seq, last_reply_at, user_ids, updated_seq)
    -- Nothing is left of a thread that is there already.
    values (of_room, root, more, coalesce(latest.seq, root), coalesce(latest.at, clock_timestamp()), latest.user_ids, changed_seq)
    on conflict (room_id, root_seq) do update
      set reply_count = known.reply_count + more, last_reply_seq = coalesce(latest.seq, known.last_reply_seq),
          last_reply_at = coalesce(latest.at, known.last_reply_at), user_ids = latest.user_ids, updated_seq = changed_seq
    returning * into thread;
  return thread_json(thread);
end
$$;

-- The replies in threads among messages that were just written; `at` is the place of their verdict.
create or replace function replies_among(posts jsonb, verdicts jsonb[])
returns table (room_id bigint, root_seq bigint, actor_id bigint, seq bigint, at int, mentioned jsonb)
language sql stable
as $$
  select post.room_id, (post.body ->> 'thread_seq')::bigint, post.actor_id, (verdicts[at] ->> 'seq')::bigint, at,
         verdicts[at] -> 'mentioned'
    from generate_subscripts(verdicts, 1) as at
    join jsonb_to_recordset(posts) as post (n int, room_id bigint, actor_id bigint, body jsonb)
      on post.n = (verdicts[at] ->> 'n')::int
   where post.body ? 'thread_seq' and verdicts[at] ? 'seq' and not verdicts[at] ? 'dup'
$$;

-- What the replies among new messages make of their threads: counted, and followed by who takes part or is named, the
-- author of the root too. Each verdict of one gets the thread as it is then.
create or replace function note_replies(posts jsonb, verdicts jsonb[]) returns jsonb[]
language plpgsql
as $$
declare
  place record;
  thread jsonb;
begin
  -- Whoever is named there finds what is said from then on.
  insert into thread_members (room_id, root_seq, user_id, last_read_seq, following)
    select room_id, root_seq, called, min(seq) - 1, true
      from replies_among(posts, verdicts) cross join lateral people_called(mentioned) as called
     where called > 0
     group by room_id, root_seq, called
    on conflict (room_id, root_seq, user_id) do update set following = true;

  for place in
    select room_id, root_seq, max(seq) as last_seq, array_agg(at) as places,
           jsonb_object_agg(actor_id, seq order by seq) as repliers
      from replies_among(posts, verdicts) group by room_id, root_seq order by room_id, root_seq
  loop
    insert into thread_members (room_id, root_seq, user_id, last_read_seq, following)
      select place.room_id, place.root_seq, actor_id, place.root_seq, true
        from room_log where room_id = place.room_id and seq = place.root_seq
         -- Of an account that is deleted nothing is kept.
         and not exists (select 1 from deleted_accounts where user_id = actor_id)
      on conflict do nothing;
    -- One's own reply is read by oneself.
    insert into thread_members as known (room_id, root_seq, user_id, last_read_seq, following)
      select place.room_id, place.root_seq, key::bigint, value::bigint, true from jsonb_each_text(place.repliers)
      on conflict (room_id, root_seq, user_id) do update
        set last_read_seq = greatest(known.last_read_seq, excluded.last_read_seq), following = true;

    thread := count_replies(place.room_id, place.root_seq, cardinality(place.places), place.last_seq);
    for i in 1 .. cardinality(place.places) loop
      verdicts[place.places[i]] := verdicts[place.places[i]] || jsonb_build_object('thread', thread);
    end loop;
  end loop;
  return verdicts;
end
$$;

-- Whoever an edit calls who was not called before follows the thread of that reply, and finds it there.
create or replace function follow_where_called(reply room_log, mentioned jsonb) returns void
language sql volatile
as $$
  insert into thread_members (room_id, root_seq, user_id, last_read_seq, following)
    select reply.room_id, reply.thread_seq, called, reply.seq - 1, true
      from people_called(mentioned) as called
     where called > 0
       and not exists (select 1 from mentions where user_id = called and room_id = reply.room_id and seq = reply.seq)
  on conflict (room_id, root_seq, user_id) do update set following = true
$$;
