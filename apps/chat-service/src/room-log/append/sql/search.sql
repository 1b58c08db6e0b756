-- The words of messages go with them (search/). What is still being indexed finds its place taken, by a later event.
create or replace function take_words(of_room bigint, seqs bigint[], times timestamptz[], by_event bigint) returns void
language sql
as $$
  insert into search_words (room_id, seq, created_at, version, words)
    select of_room, seq, created_at, by_event, '' from unnest(seqs, times) as message (seq, created_at)
  on conflict (room_id, seq) do update set version = excluded.version, words = excluded.words
$$;
