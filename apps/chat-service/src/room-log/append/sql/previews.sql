-- What is shown of the links of a message. It comes from outside some moments after the message, so that what it was made for
-- may not be there any more.
create or replace function append_set_previews(item jsonb, room rooms, member room_members, rank int, stamp timestamptz)
returns jsonb
language plpgsql
as $$
declare
  target constant room_log := message_of(item, room);
  written constant text := coalesce(target.state ->> 'content', target.body ->> 'content');
  shown constant jsonb := previews_of(item -> 'previews', coalesce(target.state -> 'bare_links', '[]'), false);
begin
  if target.seq is null or target.state ? 'deleted_at' or target.body ? 'no_previews' or not room.link_previews
     or encode(sha256(convert_to(written, 'UTF8')), 'hex') <> item ->> 'content_hash'
     or shown = coalesce(target.state -> 'previews', '[]') then
    return log_duplicate(item, 0, stamp);
  end if;
  return show_previews(item, target, shown, '{}', stamp);
end
$$;

-- Its author, or whoever moderates the room, takes them away, also before they are there.
create or replace function append_remove_previews(item jsonb, room rooms, member room_members, rank int, stamp timestamptz)
returns jsonb
language plpgsql
as $$
declare
  target constant room_log := message_of(item, room);
begin
  if rank = 0 then return log_refusal(item, 'not_member'); end if;
  if target.seq is null or target.state ? 'deleted_at' then return log_refusal(item, 'message_not_found'); end if;
  if target.actor_id <> actor_of(item) and rank < 2 then return log_refusal(item, 'not_previewer'); end if;
  if coalesce(target.state -> 'bare_links', '[]') @> (item -> 'links') and not coalesce(target.state ? 'previews', false) then
    return log_duplicate(item, 0, stamp);
  end if;
  return show_previews(item, target, '[]', jsonb_build_object('bare_links', item -> 'links'), stamp);
end
$$;

create or replace function show_previews(item jsonb, target room_log, shown jsonb, besides jsonb, stamp timestamptz)
returns jsonb
language plpgsql
as $$
declare
  answer constant jsonb := log_write(item, 'previews_changed', target.seq, jsonb_build_object('previews', shown), stamp);
begin
  update room_log
     set state = coalesce(state, '{}') - 'previews' || besides || jsonb_build_object('updated_seq', answer -> 'seq')
           || case when shown = '[]' then '{}' else jsonb_build_object('previews', shown) end
   where room_id = target.room_id and seq = target.seq;
  perform keep_pictures(target, shown, stamp);
  return answer;
end
$$;

-- The pictures of what is shown are files of the message from then on; those of what is not go (files.sql).
create or replace function keep_pictures(target room_log, shown jsonb, stamp timestamptz) returns void
language plpgsql
as $$
declare
  ids constant text[] := array(
    select value #>> '{image,id}' from jsonb_array_elements(shown) where value ? 'image');
begin
  update files set seq = target.seq
   where id = any (ids) and room_id = target.room_id and is_preview and seq is null and removed_at is null;
  update files set removed_at = stamp
   where room_id = target.room_id and seq = target.seq and is_preview and removed_at is null and id <> all (ids);
end
$$;

-- Those of the previews whose links are among these, or are not.
create or replace function previews_of(previews jsonb, links jsonb, among boolean) returns jsonb
language sql immutable
return (
  select coalesce(jsonb_agg(value order by place), '[]')
    from jsonb_array_elements(previews) with ordinality as preview (value, place)
   where links ? (value ->> 'url') = among);

-- Those of one list of links that another has as well.
create or replace function links_among(links jsonb, others jsonb) returns jsonb
language sql immutable
return (select coalesce(jsonb_agg(link), '[]') from jsonb_array_elements_text(links) as link where others ? link);
