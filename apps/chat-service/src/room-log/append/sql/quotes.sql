-- The message that one answers, as it is now; null where there is none. Of its text more than is shown of it (quotedText).
create or replace function quote_of(in_room bigint, answered bigint) returns jsonb
language sql stable
return (
  select jsonb_build_object(
           'seq', seq, 'user_id', actor_id, 'username', body -> 'username',
           'content', left(coalesce(state ->> 'content', body ->> 'content'), 201))
         || case when state ? 'deleted_at' then jsonb_build_object('deleted', true) else '{}' end
    from room_log where room_id = quote_of.in_room and seq = answered and kind = 'message');

-- The newest messages that quote this one, at most so many: their frames show what it was. Null where none does.
create or replace function quotes_of(in_room bigint, quoted bigint, most int) returns jsonb
language sql stable
return (
  select jsonb_agg(seq order by seq) from (
    select seq from room_log
     where room_id = quotes_of.in_room and kind = 'message' and body ? 'reply_to' and (body ->> 'reply_to')::bigint = quoted
       -- They come after it: without their index (migrate-chat.ts) the rest is not looked through.
       and seq > quoted
     order by seq desc limit most) as newest);

-- How many of them an event names, which comes with the item (limits.ts); an instance of the release before does not say.
create or replace function max_quotes(item jsonb) returns int
language sql immutable
return coalesce((item ->> 'max_quotes')::int, 1000);
