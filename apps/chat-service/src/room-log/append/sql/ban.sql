-- Somebody who is no member is kept out of the room. Again it changes until when, and why.
create or replace function append_ban(item jsonb, room rooms, member room_members, rank int, stamp timestamptz)
returns jsonb
language plpgsql
as $$
declare
  target constant room_members := subject_of(item, room);
  refused constant text := moderation_refusal(item, room, target, rank);
begin
  if refused is not null then return log_refusal(item, refused); end if;
  if target.role is not null then return log_refusal(item, 'came_meanwhile'); end if;
  if exists (
    select 1 from room_bans
     where room_id = room.id and user_id = subject_id(item) and reason = item ->> 'reason'
       and until is not distinct from (item ->> 'until')::timestamptz and coalesce(until > stamp, true)
  ) then return log_duplicate(item, 0, stamp); end if;
  if not write_ban(item, room, stamp) then return log_refusal(item, 'too_many_bans'); end if;
  perform note_name(item, room);
  return log_write(item, 'member_updated', null, person_of(item) || '{"banned": true}', stamp);
end
$$;

-- False where the room keeps out as many as it may (limits.ts). Bans that are over go with the next one.
create or replace function write_ban(item jsonb, room rooms, stamp timestamptz) returns boolean
language plpgsql
as $$
begin
  delete from room_bans where room_id = room.id and until <= stamp;
  if (select count(*) from room_bans where room_id = room.id and user_id <> subject_id(item)) >= (item ->> 'max_bans')::int
  then return false; end if;
  insert into room_bans (room_id, user_id, reason, until, banned_by, created_at)
    values (room.id, subject_id(item), item ->> 'reason', (item ->> 'until')::timestamptz, actor_of(item), stamp)
    on conflict (room_id, user_id) do update
      set reason = excluded.reason, until = excluded.until, banned_by = excluded.banned_by, created_at = excluded.created_at;
  return true;
end
$$;
