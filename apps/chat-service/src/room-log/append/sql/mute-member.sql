-- A member may read from now on, and not write. It is kept beside the membership too, which ends when they leave.
create or replace function append_mute_member(item jsonb, room rooms, member room_members, rank int, stamp timestamptz)
returns jsonb
language plpgsql
as $$
declare
  target constant room_members := subject_of(item, room);
  refused constant text := moderation_refusal(item, room, target, rank);
  until constant timestamptz := item ->> 'until';
begin
  if refused is not null then return log_refusal(item, refused); end if;
  if target.role is null then return log_refusal(item, 'user_not_found'); end if;
  if target.muted_until = until then return log_duplicate(item, 0, stamp); end if;
  delete from room_mutes where room_id = room.id and muted_until <= stamp;
  if (select count(*) from room_mutes where room_id = room.id and user_id <> target.user_id) >= (item ->> 'max_bans')::int
  then return log_refusal(item, 'too_many_bans'); end if;
  insert into room_mutes (room_id, user_id, muted_until) values (room.id, target.user_id, until)
    on conflict (room_id, user_id) do update set muted_until = excluded.muted_until;
  update room_members set muted_until = until where room_id = room.id and user_id = target.user_id;
  return log_write(item, 'member_updated', null, person_of(item) || jsonb_build_object('muted_until', item -> 'until'), stamp);
end
$$;
