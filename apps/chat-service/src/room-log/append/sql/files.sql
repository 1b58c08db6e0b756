-- Files that somebody uploaded for a message in the room and did not send yet, as the message keeps them, in the order asked;
-- null where there are not all of them.
create or replace function unsent_files(ids jsonb, of_room bigint, of_user bigint) returns jsonb
language sql stable
as $$
  select case when count(*) = jsonb_array_length(ids) then
           jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
             'id', file.id, 'name', file.name, 'size', file.size, 'content_type', file.content_type,
             'width', file.width, 'height', file.height, 'thumbhash', file.thumbhash)) order by wanted.n) end
    from jsonb_array_elements_text(ids) with ordinality as wanted (id, n)
    join files as file
      on file.id = wanted.id and file.room_id = of_room and file.user_id = of_user
     and file.seq is null and file.stored_at is not null and file.removed_at is null
$$;

-- The files of messages go with them; what is stored of them is removed by a job (files/).
create or replace function take_files(of_room bigint, from_seq bigint, to_seq bigint, stamp timestamptz) returns void
language sql
as $$
  update files set removed_at = stamp
   where room_id = of_room and seq >= from_seq and seq <= to_seq and removed_at is null
$$;
