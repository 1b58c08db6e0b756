-- Messages, of any number of rooms. One statement for all of them: this is the path that carries the load.
create or replace function append_posts(posts jsonb, stamp timestamptz) returns jsonb[]
language plpgsql
as $$
declare
  verdicts jsonb[];
begin
  -- What is being removed for nobody sent it waits, or is found to be gone below.
  if posts @? '$[*].body.attachment_ids' then
    -- Only the sender's own of that room: whoever names others shall make nobody wait.
    perform 1 from files as file
     where (file.id, file.room_id, file.user_id) in (
             select jsonb_array_elements_text(post -> 'body' -> 'attachment_ids'),
                    (post ->> 'room_id')::bigint, (post ->> 'actor_id')::bigint
               from jsonb_array_elements(posts) as post where post -> 'body' ? 'attachment_ids')
     order by file.id for update;
  end if;

  with post as materialized (
    select * from jsonb_to_recordset(posts)
      as post (n int, room_id bigint, actor_id bigint, admin boolean, client_msg_id text, direct_key text, body jsonb)
  ),
  judged as materialized (
    select post.*, room.last_seq, room.expired_seq, greatest(stamp, room.last_event_at) as at,
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
           -- As in is_muted.
           member.muted_until > stamp and (not post.admin or member.muted_until = block_mute()) as muted,
           case when post.body ? 'mentioned' then settle_mentions(
             post.body -> 'mentioned', post.room_id, room.member_count, room_rank(room.kind, member.role, post.admin)) end
             as mentioned,
           case when post.body ? 'attachment_ids' then
             unsent_files(post.body -> 'attachment_ids', post.room_id, post.actor_id) end as attachments
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
    select n, room_id, actor_id, client_msg_id, last_seq,
           body - 'attachment_ids'
             || case when mentioned is null then '{}' else jsonb_build_object('mentioned', mentioned) end
             || case when attachments is null then '{}' else jsonb_build_object('attachments', attachments) end as body,
           at, earlier_seq, earlier_at,
           case
             when refusal is not null or earlier_seq is not null then refusal
             when muted then 'muted'
             when body ? 'reply_to' and not exists (
               select 1 from room_log answered
                where answered.room_id = judged.room_id and answered.seq = (judged.body ->> 'reply_to')::bigint
                  and answered.kind = 'message'
             ) then 'reply_not_found'
             when body ? 'thread_seq' and not exists (
               select 1 from room_log root
                where root.room_id = judged.room_id and root.seq = (judged.body ->> 'thread_seq')::bigint
                  and root.kind = 'message' and root.thread_seq is null and root.seq > judged.expired_seq
             ) then 'no_thread'
             when body ? 'attachment_ids' and attachments is null then 'no_files'
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
    insert into room_log (room_id, seq, kind, actor_id, client_msg_id, body, created_at, thread_seq, in_room)
    select room_id, seq, 'message', actor_id, client_msg_id, body, at,
           (body ->> 'thread_seq')::bigint, (body ->> 'in_room')::boolean
      from placed where fresh order by room_id, seq
  ),
  heads as (
    update rooms
       set last_seq = head.seq, last_event_at = head.at, last_message_at = coalesce(head.shown_at, rooms.last_message_at)
      from (
        select room_id, max(seq) as seq, max(at) as at, max(at) filter (where is_in_timeline(body)) as shown_at
          from placed where fresh group by room_id
      ) head
     where rooms.id = head.room_id
  ),
  -- One's own send is read by oneself; one in a thread says nothing of what the room shows.
  read as (
    update room_members set last_read_seq = own.seq
      from (
        select room_id, actor_id, max(seq) as seq from placed
         where fresh and is_in_timeline(body) group by room_id, actor_id
      ) own
     where room_members.room_id = own.room_id and room_members.user_id = own.actor_id
  ),
  called as (
    insert into mentions (user_id, room_id, seq, author_id, thread_seq, in_room)
    select called, room_id, seq, actor_id, (body ->> 'thread_seq')::bigint, (body ->> 'in_room')::boolean
      from placed cross join lateral people_called(body -> 'mentioned') as called
     where fresh and body ? 'mentioned'
  ),
  brought as (
    update files set seq = placed.seq
      from placed cross join lateral jsonb_array_elements(placed.body -> 'attachments') as attachment
     where placed.fresh and placed.body ? 'attachments' and files.id = attachment ->> 'id'
  ),
  settled as (
    select *, min(seq) over same as first_seq, min(n) filter (where fresh) over same as first_n
      from placed window same as (partition by room_id, actor_id, client_msg_id)
  )
  select array_agg(
           case
             -- What would be refused by itself is a repeat all the same where it comes after the first one.
             when refusal is not null and coalesce(n < first_n, true) then jsonb_build_object('n', n, 'no', refusal)
             when fresh then jsonb_build_object('n', n, 'seq', seq, 'at', epoch_ms(at))
               || case when body ? 'reply_to'
                       then jsonb_build_object('quote', quote_of(room_id, (body ->> 'reply_to')::bigint)) else '{}' end
               || case when body ? 'mentioned' then jsonb_build_object('mentioned', body -> 'mentioned') else '{}' end
               || case when body ? 'attachments' then jsonb_build_object('attachments', body -> 'attachments') else '{}' end
             else jsonb_build_object(
               'n', n, 'seq', coalesce(earlier_seq, first_seq), 'at', epoch_ms(coalesce(earlier_at, at)), 'dup', true)
           end)
    into verdicts from settled;
  if posts @? '$[*].body.thread_seq' then return note_replies(posts, verdicts); end if;
  return verdicts;
end
$$;
