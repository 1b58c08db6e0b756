-- A message is pinned in its room, or no longer. How many a room may have comes with the item (limits.ts). In announcements
-- it is for those who write there: everybody sees what is pinned.
create or replace function append_pin(item jsonb, room rooms, member room_members, rank int, stamp timestamptz)
returns jsonb
language plpgsql
as $$
declare
  target constant room_log := message_of(item, room);
  wanted constant boolean := (item ->> 'on')::boolean;
  answer jsonb;
begin
  if rank = 0 then return log_refusal(item, 'not_member'); end if;
  if target.seq is null then return log_refusal(item, 'message_not_found'); end if;
  if is_muted(item, member, stamp) then return log_refusal(item, 'muted'); end if;
  if target.state ? 'deleted_at' then return log_refusal(item, 'message_not_found'); end if;
  if room.kind = 'announcement' and rank < 2 then return log_refusal(item, 'announcement_only'); end if;
  if coalesce(target.state ? 'pinned', false) = wanted then return log_duplicate(item, 0, stamp); end if;
  if wanted and (select count(*) from room_pins where room_id = room.id) >= (item ->> 'max_pins')::int then
    return log_refusal(item, 'too_many_pins');
  end if;

  answer := log_write(item, 'message_pinned', target.seq,
    jsonb_build_object('username', item -> 'username', 'on', wanted), stamp);
  if wanted then
    insert into room_pins (room_id, seq) values (room.id, target.seq);
  else
    delete from room_pins where room_id = room.id and seq = target.seq;
  end if;
  update room_log
     set state = coalesce(state, '{}') - 'pinned' || jsonb_build_object('updated_seq', answer -> 'seq')
           || case when wanted then jsonb_build_object(
                'pinned', jsonb_build_object('user_id', actor_of(item), 'at', wire_time(answer -> 'at')))
              else '{}' end
   where room_id = room.id and seq = target.seq;
  return answer;
end
$$;
