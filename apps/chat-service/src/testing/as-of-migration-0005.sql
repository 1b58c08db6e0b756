--
-- PostgreSQL database dump
--


-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: add_members(bigint, jsonb, bigint, timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.add_members(room_id bigint, people jsonb, seq bigint, stamp timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  insert into room_members (room_id, user_id, role, last_read_seq, joined_at)
    select add_members.room_id, (value ->> 'user_id')::bigint, value ->> 'role', seq, stamp
      from jsonb_array_elements(people);
  update rooms set member_count = member_count + jsonb_array_length(people) where id = add_members.room_id;
end
$$;


--
-- Name: append_changes(jsonb, timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.append_changes(changes jsonb, stamp timestamp with time zone) RETURNS jsonb[]
    LANGUAGE plpgsql
    AS $$
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


--
-- Name: append_joins(jsonb, timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.append_joins(joins jsonb, stamp timestamp with time zone) RETURNS jsonb[]
    LANGUAGE plpgsql
    AS $$
declare
  verdicts jsonb[] := '{}';
  judged record;
  comers jsonb;
  answer jsonb;
  room rooms;
  joined_room bigint;
begin
  for joined_room in select distinct (value ->> 'room_id')::bigint from jsonb_array_elements(joins) loop
    select * into room from rooms where id = joined_room;
    comers := '[]';
    for judged in
      select item, earlier.seq, earlier.created_at,
             case
               when earlier.seq is not null then case when earlier.kind = 'member_added' then 'known' else 'id_taken' end
               when member.user_id is not null then 'member'
               when room.id is null or room.kind in ('private', 'direct') then 'room_not_found'
               when room.archived_at is not null then 'room_archived'
               else 'fresh'
             end as verdict
        from (select value as item from jsonb_array_elements(joins)) as joining
        left join lateral (
          select seq, kind, created_at from room_log
           where room_id = joined_room and actor_id = (item ->> 'actor_id')::bigint
             and client_msg_id = item ->> 'client_msg_id' limit 1
        ) earlier on true
        left join lateral (
          select user_id from room_members
           where room_id = joined_room and user_id = (item ->> 'actor_id')::bigint limit 1
        ) member on true
       where (item ->> 'room_id')::bigint = joined_room
       order by (item ->> 'n')::int
    loop
      case judged.verdict
        when 'fresh' then comers := comers || judged.item;
        when 'known' then verdicts := verdicts || log_duplicate(judged.item, judged.seq, judged.created_at);
        when 'member' then verdicts := verdicts || log_duplicate(judged.item, 0, stamp);
        else verdicts := verdicts || log_refusal(judged.item, judged.verdict);
      end case;
    end loop;

    if comers <> '[]' then
      answer := log_write(
        comers -> 0, 'member_added', null,
        jsonb_build_object('users', (
          select jsonb_agg(jsonb_build_object('user_id', user_id, 'username', username, 'role', 'member') order by n)
            from (
              select distinct on (user_id) (value ->> 'actor_id')::bigint as user_id, value ->> 'username' as username,
                     (value ->> 'n')::int as n
                from jsonb_array_elements(comers) order by 1, 3
            ) as comer
        )),
        stamp);
      perform add_members(joined_room, answer -> 'event' -> 'body' -> 'users', (answer ->> 'seq')::bigint, stamp);
      verdicts := verdicts || answer || array(
        -- The row stands under the first one's id; the others are answered with it, repeats as such.
        select jsonb_build_object('n', value -> 'n', 'seq', answer -> 'seq', 'at', answer -> 'at')
               || case when nth > 1 then '{"dup": true}' else '{}' end::jsonb
          from (
            select value, place, row_number() over (partition by value -> 'actor_id' order by place) as nth
              from jsonb_array_elements(comers) with ordinality as comer (value, place)
          ) as placed where place > 1
      );
    end if;
  end loop;
  return verdicts;
end
$$;


--
-- Name: append_plain_posts(bigint[], integer[], integer[], bigint[], boolean[], integer[], integer[], integer[], text[], text[], text[], integer[], bigint[]); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.append_plain_posts(room_ids bigint[], counts integer[], author_places integer[], author_ids bigint[], author_admins boolean[], author_lasts integer[], authors integer[], nths integer[], client_msg_ids text[], bodies text[], direct_keys text[], reply_places integer[], reply_seqs bigint[]) RETURNS jsonb
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET enable_material TO 'off'
    SET jit TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
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
       and (author.admin or member.muted_until is null or member.muted_until <= stamp);
    get diagnostics allowed = row_count;
    if allowed <> cardinality(author_ids) then raise sqlstate 'HB001'; end if;

    -- A repeat, of what is in the log or earlier in the batch, violates the unique index.
    insert into room_log (room_id, seq, kind, actor_id, client_msg_id, body, created_at)
      select room_ids[author_places[author]], heads[author_places[author]] + nth, 'message', author_ids[author],
             client_msg_id, body::jsonb, greatest(stamp, times[author_places[author]])
        from unnest(authors, nths, client_msg_ids, bodies) as post (author, nth, client_msg_id, body);

    with head as (
      update rooms
         set last_seq = last_seq + counts[array_position(room_ids, id)], last_event_at = greatest(stamp, last_event_at)
       where id = any (room_ids)
      returning id, kind, last_seq, direct_key, epoch_ms(last_event_at) as at
    )
    select jsonb_build_object(
             'epoch', (select epoch from log_epoch),
             'rooms', jsonb_agg(jsonb_build_array(id, kind, last_seq, direct_key, at)))
      into answer from head;
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


--
-- Name: append_posts(jsonb, timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.append_posts(posts jsonb, stamp timestamp with time zone) RETURNS jsonb[]
    LANGUAGE plpgsql
    AS $$
declare
  verdicts jsonb[];
begin
  with post as materialized (
    select * from jsonb_to_recordset(posts)
      as post (n int, room_id bigint, actor_id bigint, admin boolean, client_msg_id text, direct_key text, body jsonb)
  ),
  judged as materialized (
    select post.*, room.last_seq, greatest(stamp, room.last_event_at) as at,
           earlier.seq as earlier_seq, earlier.created_at as earlier_at,
           case
             -- A repeat gets the first one's answer, whatever has become of the room or the sender since.
             when earlier.seq is not null then
               case when earlier.kind <> 'message' then 'id_taken' end
             -- A private word shall not land where another database, restored, has another room.
             when post.direct_key is not null and post.direct_key is distinct from room.direct_key then 'other_room'
             when room.id is null then 'room_not_found'
             when room.kind in ('private', 'direct') and member.role is null then 'room_not_found'
             when room.archived_at is not null then 'room_archived'
             when room.kind = 'announcement' then
               case when not post.admin and coalesce(member.role, 'member') = 'member' then 'announcement_only' end
             when member.role is null then 'not_member'
           end as refusal,
           member.muted_until > stamp and not post.admin as muted
      from post
      left join lateral (select * from rooms where rooms.id = post.room_id limit 1) room on true
      left join lateral (
        select role, muted_until from room_members
         where room_members.room_id = post.room_id and user_id = post.actor_id limit 1
      ) member on true
      left join lateral (
        select seq, kind, created_at from room_log
         where room_log.room_id = post.room_id and room_log.actor_id = post.actor_id
           and room_log.client_msg_id = post.client_msg_id limit 1
      ) earlier on true
  ),
  checked as materialized (
    select n, room_id, actor_id, client_msg_id, body, last_seq, at, earlier_seq, earlier_at,
           case
             when refusal is not null or earlier_seq is not null then refusal
             when muted then 'muted'
             when body ? 'reply_to' and not exists (
               select 1 from room_log answered
                where answered.room_id = judged.room_id and answered.seq = (judged.body ->> 'reply_to')::bigint
                  and answered.kind = 'message'
             ) then 'reply_not_found'
           end as refusal
      from judged
  ),
  -- Of those that are neither refused nor known, the first with its id is written; the others are its repeats.
  counted as materialized (
    select *, refusal is null and earlier_seq is null and 1 = row_number() over (
             partition by room_id, actor_id, client_msg_id, refusal is null and earlier_seq is null order by n
           ) as fresh
      from checked
  ),
  placed as materialized (
    select *, case when fresh then
             last_seq + count(*) filter (where fresh) over (partition by room_id order by n rows unbounded preceding)
           end as seq
      from counted
  ),
  written as (
    insert into room_log (room_id, seq, kind, actor_id, client_msg_id, body, created_at)
    select room_id, seq, 'message', actor_id, client_msg_id, body, at from placed where fresh order by room_id, seq
  ),
  heads as (
    update rooms set last_seq = head.seq, last_event_at = head.at
      from (select room_id, max(seq) as seq, max(at) as at from placed where fresh group by room_id) head
     where rooms.id = head.room_id
  ),
  -- One's own send is read by oneself.
  read as (
    update room_members set last_read_seq = own.seq
      from (select room_id, actor_id, max(seq) as seq from placed where fresh group by room_id, actor_id) own
     where room_members.room_id = own.room_id and room_members.user_id = own.actor_id
  ),
  settled as (
    select *, min(seq) over (partition by room_id, actor_id, client_msg_id) as first_seq from placed
  )
  select array_agg(
           case
             when refusal is not null then jsonb_build_object('n', n, 'no', refusal)
             when fresh then jsonb_build_object('n', n, 'seq', seq, 'at', epoch_ms(at))
             else jsonb_build_object(
               'n', n, 'seq', coalesce(earlier_seq, first_seq), 'at', epoch_ms(coalesce(earlier_at, at)), 'dup', true)
           end)
    into verdicts from settled;
  return verdicts;
end
$$;


--
-- Name: append_to_log(bigint[], jsonb); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.append_to_log(room_ids bigint[], steps jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET jit TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
declare
  step jsonb;
  stamp timestamptz;
  verdicts jsonb[] := '{}';
  made bigint[];
begin
  -- In id order, so that two batches never wait for each other. NO KEY: the foreign key of room_members takes KEY SHARE
  -- locks, which FOR UPDATE would deadlock with. Under the lock the room's state stands still, and the statements below
  -- see it as it is: this one's snapshot is from before it waited.
  perform 1 from rooms where id = any (room_ids) order by id for no key update;

  -- Not now(): that is when the transaction began, before the wait, and would run backwards along seq.
  stamp := date_trunc('milliseconds', clock_timestamp());

  for step in select value from jsonb_array_elements(steps) loop
    case step ->> 'do'
      when 'post' then verdicts := verdicts || append_posts(step -> 'items', stamp);
      when 'join' then verdicts := verdicts || append_joins(step -> 'items', stamp);
      when 'change' then verdicts := verdicts || append_changes(step -> 'items', stamp);
      when 'create' then verdicts := verdicts || create_rooms(step -> 'items', stamp);
    end case;
  end loop;

  select array_agg((verdict ->> 'room_id')::bigint) into made
    from unnest(verdicts) as verdict where verdict ? 'room_id';

  return jsonb_build_object(
    'epoch', (select epoch from log_epoch),
    'rooms', (
      select coalesce(jsonb_agg(jsonb_build_array(id, kind, last_seq, direct_key)), '[]')
        from rooms where id = any (room_ids || made)
    ),
    'verdicts', to_jsonb(verdicts)
  );
end
$$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: room_members; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.room_members (
    room_id bigint NOT NULL,
    user_id bigint NOT NULL,
    role text NOT NULL,
    last_read_seq bigint DEFAULT 0 NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    muted_until timestamp with time zone,
    last_delivered_seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT room_members_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'member'::text])))
)
WITH (fillfactor='80');


--
-- Name: rooms; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.rooms (
    id bigint NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    name_key text COLLATE pg_catalog."C",
    topic text DEFAULT ''::text NOT NULL,
    direct_key text COLLATE pg_catalog."C",
    created_by bigint NOT NULL,
    create_key text NOT NULL COLLATE pg_catalog."C",
    last_seq bigint DEFAULT 0 NOT NULL,
    last_event_at timestamp with time zone DEFAULT date_trunc('milliseconds'::text, clock_timestamp()) NOT NULL,
    member_count integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT date_trunc('milliseconds'::text, clock_timestamp()) NOT NULL,
    archived_at timestamp with time zone,
    CONSTRAINT rooms_check CHECK (((kind = 'direct'::text) = (direct_key IS NOT NULL))),
    CONSTRAINT rooms_check1 CHECK (((kind = 'direct'::text) = (name_key IS NULL))),
    CONSTRAINT rooms_create_key_check CHECK ((octet_length(create_key) <= 64)),
    CONSTRAINT rooms_direct_key_check CHECK ((char_length(direct_key) <= 64)),
    CONSTRAINT rooms_kind_check CHECK ((kind = ANY (ARRAY['public'::text, 'private'::text, 'direct'::text, 'announcement'::text]))),
    CONSTRAINT rooms_name_check CHECK ((char_length(name) <= 200)),
    CONSTRAINT rooms_name_key_check CHECK ((char_length(name_key) <= 400)),
    CONSTRAINT rooms_topic_check CHECK ((char_length(topic) <= 1000))
)
WITH (fillfactor='50');


--
-- Name: change_member(jsonb, public.rooms, public.room_members, integer, timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.change_member(item jsonb, room public.rooms, member public.room_members, rank integer, stamp timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql
    AS $$
declare
  command constant text := item ->> 'do';
  actor constant bigint := item ->> 'actor_id';
  target_id constant bigint := coalesce(item ->> 'user_id', item ->> 'actor_id');
  person constant jsonb := jsonb_build_object(
    'user_id', target_id, 'username', coalesce(item -> 'target_username', item -> 'username'));
  target room_members;
  answer jsonb;
begin
  select * into target from room_members where room_id = room.id and user_id = target_id;

  if command = 'leave' and target.role is null then return log_duplicate(item, 0, stamp); end if;
  if room.kind = 'direct' then return log_refusal(item, 'direct_room'); end if;
  if rank = 0 then return log_refusal(item, 'not_member'); end if;

  -- They belong to the server admins: a role in them would be the right to write to everybody.
  if is_server_room(room) and command in ('add_member', 'set_role') and rank = 3 and item ->> 'role' <> 'member' then
    return log_refusal(item, 'no_roles');
  end if;

  if command = 'add_member' then
    if rank < 2 and room.kind <> 'public' then return log_refusal(item, 'not_admin'); end if;
    if item ->> 'role' <> 'member' and rank < 3 then return log_refusal(item, 'not_owner'); end if;
    if target.role is not null then return log_duplicate(item, 0, stamp); end if;
    answer := log_write(item, 'member_added', null,
      jsonb_build_object('users', jsonb_build_array(person || jsonb_build_object('role', item -> 'role'))), stamp);
    perform add_members(room.id, answer -> 'event' -> 'body' -> 'users', (answer ->> 'seq')::bigint, stamp);
    return answer;
  end if;

  if command = 'remove_member' and target_id = actor then return log_refusal(item, 'leave_instead'); end if;
  if command = 'remove_member' and rank < 2 then return log_refusal(item, 'not_admin'); end if;
  if command = 'set_role' and rank < 3 then return log_refusal(item, 'not_owner'); end if;
  if target.role is null then return log_refusal(item, 'user_not_found'); end if;
  if command = 'remove_member' and rank < 3 and target.role <> 'member' then return log_refusal(item, 'not_owner'); end if;
  if command = 'set_role' and target.role = item ->> 'role' then return log_duplicate(item, 0, stamp); end if;
  -- Only remove_member may take a room's last owner, and only a server admin can use it so.
  if command <> 'remove_member' and target.role = 'owner'
     and not (command = 'leave' and room.member_count = 1)
     and not exists (
       select 1 from room_members where room_id = room.id and role <> 'member' and role = 'owner' and user_id <> target_id)
  then
    return log_refusal(item, 'last_owner');
  end if;

  if command = 'set_role' then
    update room_members set role = item ->> 'role' where room_id = room.id and user_id = target_id;
    return log_write(item, 'room_updated', null, jsonb_build_object(
      'username', item -> 'username', 'member', person || jsonb_build_object('role', item -> 'role')), stamp);
  end if;

  delete from room_members where room_id = room.id and user_id = target_id;
  update rooms set member_count = member_count - 1 where id = room.id;
  return log_write(item, 'member_removed', null, jsonb_build_object(
    'users', jsonb_build_array(person), 'reason', case command when 'leave' then 'left' else 'removed' end), stamp);
end
$$;


--
-- Name: change_message(jsonb, public.rooms, public.room_members, integer, timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.change_message(item jsonb, room public.rooms, member public.room_members, rank integer, stamp timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql
    AS $$
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


--
-- Name: change_room(jsonb, public.rooms, integer, timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.change_room(item jsonb, room public.rooms, rank integer, stamp timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql
    AS $$
declare
  changed jsonb := '{}';
  answer jsonb;
begin
  if room.kind = 'direct' then return log_refusal(item, 'direct_room'); end if;
  if rank = 0 then return log_refusal(item, 'not_member'); end if;

  if item ->> 'do' = 'archive_room' then
    if rank < 3 then return log_refusal(item, 'not_owner'); end if;
    if is_server_room(room) then return log_refusal(item, 'server_room'); end if;
    update rooms set archived_at = greatest(stamp, last_event_at) where id = room.id returning archived_at
      into room.archived_at;
    return log_write(item, 'room_updated', null, jsonb_build_object(
      'username', item -> 'username', 'archived_at', wire_time(to_jsonb(epoch_ms(room.archived_at)))), stamp);
  end if;

  if rank < 2 then return log_refusal(item, 'not_admin'); end if;
  if item ->> 'name' <> room.name then changed := jsonb_build_object('name', item -> 'name'); end if;
  if item ->> 'topic' <> room.topic then changed := changed || jsonb_build_object('topic', item -> 'topic'); end if;
  if changed = '{}' then return log_duplicate(item, 0, stamp); end if;
  -- One that another instance is just now taking is refused by the index, and the writer says the same.
  if changed ? 'name' and exists (select 1 from rooms where name_key = item ->> 'name_key' and id <> room.id) then
    return log_refusal(item, 'name_taken');
  end if;
  update rooms
     set name = coalesce(changed ->> 'name', name), topic = coalesce(changed ->> 'topic', topic),
         name_key = case when changed ? 'name' then item ->> 'name_key' else name_key end
   where id = room.id;
  return log_write(
    item, 'room_updated', null, jsonb_build_object('username', item -> 'username') || changed, stamp);
end
$$;


--
-- Name: create_rooms(jsonb, timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.create_rooms(items jsonb, stamp timestamp with time zone) RETURNS jsonb[]
    LANGUAGE plpgsql
    AS $$
declare
  verdicts jsonb[] := '{}';
  item jsonb;
  room rooms;
  answer jsonb;
begin
  for item in select value from jsonb_array_elements(items) loop
    insert into rooms (kind, name, name_key, topic, direct_key, created_by, create_key, created_at, last_event_at)
    values (item ->> 'kind', item ->> 'name', item ->> 'name_key', item ->> 'topic', item ->> 'direct_key',
            (item ->> 'actor_id')::bigint, item ->> 'client_msg_id', stamp, stamp)
    on conflict do nothing returning * into room;

    if found then
      answer := log_write(item || jsonb_build_object('room_id', room.id), 'member_added', null,
        jsonb_build_object('users', item -> 'members'), stamp);
      perform add_members(room.id, item -> 'members', (answer ->> 'seq')::bigint, stamp);
      verdicts := verdicts || (answer || jsonb_build_object('room_id', room.id));
    else
      select * into room from rooms where create_key = item ->> 'client_msg_id';
      if not found then
        select * into room from rooms where direct_key = item ->> 'direct_key';
      end if;
      verdicts := verdicts || case
        when found then log_duplicate(item, 1, room.created_at) || jsonb_build_object('room_id', room.id)
        else log_refusal(item, 'name_taken')
      end;
    end if;
  end loop;
  return verdicts;
end
$$;


--
-- Name: epoch_ms(timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.epoch_ms(at timestamp with time zone) RETURNS bigint
    LANGUAGE sql STABLE
    RETURN ((EXTRACT(epoch FROM at) * (1000)::numeric))::bigint;


--
-- Name: is_server_room(public.rooms); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.is_server_room(room public.rooms) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    RETURN (((room).kind = 'announcement'::text) AND ((room).created_by = 0));


--
-- Name: log_duplicate(jsonb, bigint, timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.log_duplicate(item jsonb, seq bigint, at timestamp with time zone) RETURNS jsonb
    LANGUAGE sql STABLE
    RETURN jsonb_build_object('n', (item -> 'n'::text), 'seq', seq, 'at', public.epoch_ms(at), 'dup', true);


--
-- Name: log_refusal(jsonb, text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.log_refusal(item jsonb, reason text) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    RETURN jsonb_build_object('n', (item -> 'n'::text), 'no', reason);


--
-- Name: log_write(jsonb, text, bigint, jsonb, timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.log_write(item jsonb, kind text, target_seq bigint, body jsonb, stamp timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql
    AS $$
declare
  room rooms;
begin
  update rooms set last_seq = last_seq + 1, last_event_at = greatest(last_event_at, stamp)
    where id = (item ->> 'room_id')::bigint returning * into room;
  insert into room_log (room_id, seq, kind, actor_id, client_msg_id, target_seq, body, created_at)
    values (room.id, room.last_seq, kind, (item ->> 'actor_id')::bigint, item ->> 'client_msg_id', target_seq, body,
            room.last_event_at);
  return jsonb_build_object(
    'n', item -> 'n', 'seq', room.last_seq, 'at', epoch_ms(room.last_event_at),
    'event', jsonb_build_object('kind', kind, 'target_seq', target_seq, 'body', body));
end
$$;


--
-- Name: room_rank(text, text, boolean); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.room_rank(kind text, role text, server_admin boolean) RETURNS integer
    LANGUAGE sql IMMUTABLE
    RETURN CASE WHEN (kind = 'direct'::text) THEN ((role IS NOT NULL))::integer WHEN server_admin THEN 3 ELSE CASE role WHEN 'owner'::text THEN 3 WHEN 'admin'::text THEN 2 WHEN 'member'::text THEN 1 ELSE 0 END END;


--
-- Name: wire_time(jsonb); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.wire_time(ms jsonb) RETURNS text
    LANGUAGE sql STABLE
    RETURN to_char((to_timestamp(((((ms)::bigint)::numeric / 1000.0))::double precision) AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'::text);


--
-- Name: with_reaction(jsonb, jsonb, jsonb); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.with_reaction(reactions jsonb, emoji jsonb, user_ids jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    AS $$
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


--
-- Name: kysely_migration; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.kysely_migration (
    name character varying(255) NOT NULL,
    "timestamp" character varying(255) NOT NULL
);


--
-- Name: kysely_migration_lock; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.kysely_migration_lock (
    id character varying(255) NOT NULL,
    is_locked integer DEFAULT 0 NOT NULL
);


--
-- Name: log_epoch; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.log_epoch (
    only_row boolean DEFAULT true NOT NULL,
    epoch uuid NOT NULL,
    CONSTRAINT log_epoch_only_row_check CHECK (only_row)
);


--
-- Name: room_log; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.room_log (
    room_id bigint NOT NULL,
    seq bigint NOT NULL,
    kind text NOT NULL,
    actor_id bigint NOT NULL,
    client_msg_id text NOT NULL COLLATE pg_catalog."C",
    target_seq bigint,
    body jsonb NOT NULL,
    state jsonb,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT room_log_body_check CHECK ((char_length((body ->> 'content'::text)) <= 4000)),
    CONSTRAINT room_log_client_msg_id_check CHECK (((octet_length(client_msg_id) >= 1) AND (octet_length(client_msg_id) <= 64))),
    CONSTRAINT room_log_kind_check CHECK ((kind = ANY (ARRAY['message'::text, 'message_edited'::text, 'message_deleted'::text, 'reaction'::text, 'member_added'::text, 'member_removed'::text, 'room_updated'::text])))
);


--
-- Name: rooms_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.rooms ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rooms_id_seq
    START WITH 101
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Data for Name: kysely_migration; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.kysely_migration VALUES ('0001-room-log', '2026-11-29T10:08:10.912Z');
INSERT INTO public.kysely_migration VALUES ('0002-append', '2026-11-29T10:08:10.926Z');
INSERT INTO public.kysely_migration VALUES ('0003-receipts', '2026-11-29T10:08:10.932Z');
INSERT INTO public.kysely_migration VALUES ('0004-direct-key-answered', '2026-11-29T10:08:10.939Z');
INSERT INTO public.kysely_migration VALUES ('0005-plain-posts', '2026-11-29T10:08:10.946Z');


--
-- Data for Name: kysely_migration_lock; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.kysely_migration_lock VALUES ('migration_lock', 0);


--
-- Data for Name: log_epoch; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.log_epoch VALUES (true, 'f9fe2cf1-f9cd-47ee-85eb-ceb668e66fdb');


--
-- Data for Name: room_log; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.room_log VALUES (101, 1, 'member_added', 1, '2cc28f29-8016-4b47-afad-1a4daa853c18', NULL, '{"users": [{"role": "owner", "user_id": 1, "username": "user1"}, {"role": "member", "user_id": 2, "username": "user2"}]}', NULL, '2026-11-29 10:08:11.066+00');
INSERT INTO public.room_log VALUES (101, 2, 'member_added', 3, '82990df0-83bd-4319-bb99-d8693793fe63', NULL, '{"users": [{"role": "member", "user_id": 3, "username": "user3"}]}', NULL, '2026-11-29 10:08:11.079+00');
INSERT INTO public.room_log VALUES (101, 3, 'message', 1, 'first', NULL, '{"content": "hello", "username": "user1"}', NULL, '2026-11-29 10:08:11.084+00');
INSERT INTO public.room_log VALUES (101, 5, 'message_edited', 2, 'd2b7ff7b-a333-43bd-8968-8bc10e2d41fd', 4, '{"content": "hi there", "username": "user2"}', NULL, '2026-11-29 10:08:11.09+00');
INSERT INTO public.room_log VALUES (101, 6, 'reaction', 1, 'e73ac8c3-e5b2-4b92-9dfe-849b2acf9b99', 4, '{"on": true, "emoji": "👍", "user_ids": [1], "username": "user1"}', NULL, '2026-11-29 10:08:11.093+00');
INSERT INTO public.room_log VALUES (101, 4, 'message', 2, 'cde65797-c4b2-4880-979d-ac76d1dc6be3', NULL, '{"content": "hi", "reply_to": 3, "username": "user2"}', '{"content": "hi there", "edited_at": "2026-11-29T10:08:11.090Z", "reactions": [{"emoji": "👍", "user_ids": [1]}], "updated_seq": 6}', '2026-11-29 10:08:11.088+00');
INSERT INTO public.room_log VALUES (101, 8, 'message_deleted', 1, 'fc1e66df-6b5e-42b3-89fd-0e1092958502', 7, '{"username": "user1"}', NULL, '2026-11-29 10:08:11.099+00');
INSERT INTO public.room_log VALUES (101, 7, 'message', 1, 'ca681aa0-91be-4b5d-8856-9193954c5a99', NULL, '{"content": "", "username": "user1"}', '{"deleted_at": "2026-11-29T10:08:11.099Z", "updated_seq": 8}', '2026-11-29 10:08:11.097+00');
INSERT INTO public.room_log VALUES (101, 9, 'member_removed', 3, 'cac0efd0-6a5c-4b0d-92a6-6081273497f6', NULL, '{"users": [{"user_id": 3, "username": "user3"}], "reason": "left"}', NULL, '2026-11-29 10:08:11.102+00');
INSERT INTO public.room_log VALUES (101, 10, 'room_updated', 1, '4605fa6a-ecba-4e97-b19d-6e152aa4fd60', NULL, '{"member": {"role": "admin", "user_id": 2, "username": "user2"}, "username": "user1"}', NULL, '2026-11-29 10:08:11.105+00');
INSERT INTO public.room_log VALUES (101, 11, 'room_updated', 1, '33be590c-b128-4db5-bf6c-cd0ddacb33d9', NULL, '{"topic": "Biscuits", "username": "user1"}', NULL, '2026-11-29 10:08:11.107+00');
INSERT INTO public.room_log VALUES (102, 1, 'member_added', 1, '7664febc-3852-4811-9279-9c60966b8932', NULL, '{"users": [{"role": "member", "user_id": 1, "username": "user1"}, {"role": "member", "user_id": 2, "username": "user2"}]}', NULL, '2026-11-29 10:08:11.11+00');
INSERT INTO public.room_log VALUES (102, 2, 'message', 1, 'ee218484-59b7-4b9b-b470-5fca68ccb4b8', NULL, '{"content": "just us", "username": "user1"}', NULL, '2026-11-29 10:08:11.112+00');


--
-- Data for Name: room_members; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.room_members VALUES (101, 1, 'owner', 7, '2026-11-29 10:08:11.066+00', NULL, 0);
INSERT INTO public.room_members VALUES (101, 2, 'admin', 4, '2026-11-29 10:08:11.066+00', NULL, 0);
INSERT INTO public.room_members VALUES (102, 2, 'member', 1, '2026-11-29 10:08:11.11+00', NULL, 0);
INSERT INTO public.room_members VALUES (102, 1, 'member', 2, '2026-11-29 10:08:11.11+00', NULL, 0);


--
-- Data for Name: rooms; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.rooms VALUES (1, 'public', 'general', 'general', '', NULL, 0, 'room-1', 0, '2026-11-29 10:08:10.911+00', 0, '2026-11-29 10:08:10.911+00', NULL);
INSERT INTO public.rooms VALUES (2, 'announcement', 'announcements', 'announcements', '', NULL, 0, 'room-2', 0, '2026-11-29 10:08:10.911+00', 0, '2026-11-29 10:08:10.911+00', NULL);
INSERT INTO public.rooms VALUES (101, 'public', 'Tea', 'tea', 'Biscuits', NULL, 1, '2cc28f29-8016-4b47-afad-1a4daa853c18', 11, '2026-11-29 10:08:11.107+00', 2, '2026-11-29 10:08:11.066+00', NULL);
INSERT INTO public.rooms VALUES (102, 'direct', '', NULL, '', '1:2', 1, '7664febc-3852-4811-9279-9c60966b8932', 2, '2026-11-29 10:08:11.112+00', 2, '2026-11-29 10:08:11.11+00', NULL);


--
-- Name: rooms_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.rooms_id_seq', 102, true);


--
-- Name: kysely_migration_lock kysely_migration_lock_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.kysely_migration_lock
    ADD CONSTRAINT kysely_migration_lock_pkey PRIMARY KEY (id);


--
-- Name: kysely_migration kysely_migration_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.kysely_migration
    ADD CONSTRAINT kysely_migration_pkey PRIMARY KEY (name);


--
-- Name: log_epoch log_epoch_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.log_epoch
    ADD CONSTRAINT log_epoch_pkey PRIMARY KEY (only_row);


--
-- Name: room_log room_log_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.room_log
    ADD CONSTRAINT room_log_pkey PRIMARY KEY (room_id, seq);


--
-- Name: room_log room_log_room_id_actor_id_client_msg_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.room_log
    ADD CONSTRAINT room_log_room_id_actor_id_client_msg_id_key UNIQUE (room_id, actor_id, client_msg_id);


--
-- Name: room_members room_members_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.room_members
    ADD CONSTRAINT room_members_pkey PRIMARY KEY (room_id, user_id);


--
-- Name: rooms rooms_create_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rooms
    ADD CONSTRAINT rooms_create_key_key UNIQUE (create_key);


--
-- Name: rooms rooms_direct_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rooms
    ADD CONSTRAINT rooms_direct_key_key UNIQUE (direct_key);


--
-- Name: rooms rooms_name_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rooms
    ADD CONSTRAINT rooms_name_key_key UNIQUE (name_key);


--
-- Name: rooms rooms_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rooms
    ADD CONSTRAINT rooms_pkey PRIMARY KEY (id);


--
-- Name: room_log_edits; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX room_log_edits ON public.room_log USING btree (room_id, target_seq) WHERE (kind = 'message_edited'::text);


--
-- Name: room_log_messages; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX room_log_messages ON public.room_log USING btree (room_id, seq) WHERE (kind = 'message'::text);


--
-- Name: room_members_by_arrival; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX room_members_by_arrival ON public.room_members USING btree (room_id, joined_at);


--
-- Name: room_members_of_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX room_members_of_user ON public.room_members USING btree (user_id, room_id);


--
-- Name: room_members_with_role; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX room_members_with_role ON public.room_members USING btree (room_id) WHERE (role <> 'member'::text);


--
-- Name: room_members room_members_room_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.room_members
    ADD CONSTRAINT room_members_room_id_fkey FOREIGN KEY (room_id) REFERENCES public.rooms(id);


--
-- PostgreSQL database dump complete
--


