-- The room's own name, topic and picture, whether its links have previews, and for how long it keeps messages, which is its owners' to say.
create or replace function append_update_room(item jsonb, room rooms, member room_members, rank int, stamp timestamptz)
returns jsonb
language plpgsql
as $$
declare
  changed jsonb := '{}';
begin
  if room.kind = 'direct' then return log_refusal(item, 'direct_room'); end if;
  if rank = 0 then return log_refusal(item, 'not_member'); end if;
  if rank < 2 then return log_refusal(item, 'not_admin'); end if;
  -- A name and a topic are words as well: owners mute admins.
  if is_muted(item, member, stamp) then return log_refusal(item, 'muted'); end if;
  if item ->> 'name' <> room.name then changed := jsonb_build_object('name', item -> 'name'); end if;
  if item ->> 'topic' <> room.topic then changed := changed || jsonb_build_object('topic', item -> 'topic'); end if;
  if item ? 'retention_days' and rank < 3 then return log_refusal(item, 'not_owner'); end if;
  if (item ->> 'retention_days')::int <> coalesce(room.retention_days, 0) then
    changed := changed || jsonb_build_object('retention_days', item -> 'retention_days');
  end if;
  if (item ->> 'link_previews')::boolean <> room.link_previews then
    changed := changed || jsonb_build_object('link_previews', item -> 'link_previews');
  end if;
  if item ->> 'avatar_url' <> coalesce(room.avatar_url, '') then
    changed := changed || jsonb_build_object('avatar_url', item -> 'avatar_url');
  end if;
  if changed = '{}' then return log_duplicate(item, 0, stamp); end if;
  -- One that another instance is just now taking is refused by the index, and the writer says the same.
  if changed ? 'name' and exists (
    select 1 from rooms where (name_key = item ->> 'name_key' or look_key = item ->> 'name_key') and id <> room.id
  ) then
    return log_refusal(item, 'name_taken');
  end if;
  if changed ? 'avatar_url' and not show_avatar(avatar_of_room(room.id), item ->> 'avatar_id', stamp) then
    return log_refusal(item, 'avatar_gone');
  end if;

  update rooms
     set name = coalesce(changed ->> 'name', name), topic = coalesce(changed ->> 'topic', topic),
         retention_days = case
           when changed ? 'retention_days' then nullif((changed ->> 'retention_days')::int, 0) else retention_days end,
         link_previews = coalesce((changed ->> 'link_previews')::boolean, link_previews),
         avatar_url = case
           when changed ? 'avatar_url' then nullif(changed ->> 'avatar_url', '') else avatar_url end,
         name_key = case when changed ? 'name' then item ->> 'name_key' else name_key end,
         look_key = case when changed ? 'name' then null else look_key end
   where id = room.id;
  return log_write(
    item, 'room_updated', null, jsonb_build_object('username', item -> 'username') || changed, stamp);
end
$$;
