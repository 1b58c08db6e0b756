-- The words of messages go with them (search/). What is still being indexed finds its place taken, by a later event.
create or replace function take_words(of_room bigint, from_seq bigint, up_to bigint, by_event bigint) returns void
language sql
as $$
  insert into search_words (room_id, seq, created_at, version, words)
    select room_id, seq, created_at, by_event, '' from room_log
     where room_id = of_room and kind = 'message' and seq >= from_seq and seq <= up_to
  on conflict (room_id, seq) do update set version = excluded.version, words = excluded.words
$$;
