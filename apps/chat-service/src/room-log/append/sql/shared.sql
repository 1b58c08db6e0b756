-- What the append functions share.

create or replace function epoch_ms(at timestamptz) returns bigint
language sql stable
return (extract(epoch from at) * 1000)::bigint;

-- RFC 3339 in UTC with milliseconds, of epoch ms.
create or replace function wire_time(ms jsonb) returns text
language sql stable
return to_char(to_timestamp(ms::bigint / 1000.0) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');

-- What one may do in a room: 3 owner, 2 admin, 1 member, 0 neither. A server admin moderates every room that is not
-- direct; private ones only as a member, which is for the caller to see to.
create or replace function room_rank(kind text, role text, server_admin boolean) returns int
language sql immutable
return case
  when kind = 'direct' then (role is not null)::int
  when server_admin then 3
  else case role when 'owner' then 3 when 'admin' then 2 when 'member' then 1 else 0 end
end;

-- The announcements of the whole server, made by the first migration.
create or replace function is_server_room(room rooms) returns boolean
language sql immutable
return room.kind = 'announcement' and room.created_by = 0;

-- Who sent the command.
create or replace function actor_of(item jsonb) returns bigint
language sql immutable
return (item ->> 'actor_id')::bigint;

-- The message that the command is about; null where there is none.
create or replace function message_of(item jsonb, room rooms) returns room_log
language sql stable
as $$ select * from room_log where room_id = room.id and seq = (item ->> 'seq')::bigint and kind = 'message' $$;

-- The mute in a direct room while one of the two has blocked the other: later than any other by less than those can say,
-- and a time like any other to an instance of an earlier release.
create or replace function block_mute() returns timestamptz
language sql immutable
return timestamptz '9999-12-31 23:59:59.999999+00';

-- As people are told of it: one that is over, or a block, is none.
create or replace function shown_mute(muted_until timestamptz) returns timestamptz
language sql volatile
return case when muted_until > clock_timestamp() then nullif(muted_until, block_mute()) end;

-- Server admins are muted nowhere but where a block says so.
create or replace function is_muted(item jsonb, member room_members, stamp timestamptz) returns boolean
language sql immutable
return coalesce(member.muted_until > stamp, false)
  and (not (item ->> 'admin')::boolean or member.muted_until = block_mute());

create or replace function is_banned(in_room bigint, person bigint, stamp timestamptz) returns boolean
language sql stable
return exists (select 1 from room_bans where room_id = in_room and user_id = person and coalesce(until > stamp, true));

-- Either of the other.
create or replace function is_blocked(one bigint, other bigint) returns boolean
language sql stable
return exists (
  select 1 from user_blocks
   where (user_id = one and blocked_id = other) or (user_id = other and blocked_id = one));

-- The direct room of two people, as rooms.direct_key names it.
create or replace function pair_key(one bigint, other bigint) returns text
language sql immutable
return least(one, other) || ':' || greatest(one, other);

-- Until the transaction ends, nobody else changes what is between these two.
create or replace function lock_pair(direct_key text) returns void
language sql volatile
begin atomic
  select pg_advisory_xact_lock(hashtextextended(direct_key, 0));
end;

-- Whose membership the command is about: the actor's own, where it names nobody.
create or replace function subject_id(item jsonb) returns bigint
language sql immutable
return coalesce(item ->> 'user_id', item ->> 'actor_id')::bigint;

create or replace function subject_of(item jsonb, room rooms) returns room_members
language sql stable
as $$ select * from room_members where room_id = room.id and user_id = subject_id(item) $$;

create or replace function person_of(item jsonb) returns jsonb
language sql immutable
return jsonb_build_object('user_id', subject_id(item), 'username', coalesce(item -> 'target_username', item -> 'username'));

-- The server's rooms belong to the server admins: a role in them would be the right to write to everybody.
create or replace function gives_server_role(item jsonb, room rooms, rank int) returns boolean
language sql immutable
return is_server_room(room) and rank = 3 and item ->> 'role' <> 'member';

-- Why the actor may not keep this person out of the room, or silent in it; null where they may.
create or replace function moderation_refusal(item jsonb, room rooms, target room_members, rank int) returns text
language sql immutable
return case
  when room.kind = 'direct' then 'direct_room'
  when rank = 0 then 'not_member'
  when is_server_room(room) then 'for_everybody'
  when subject_id(item) = actor_of(item) then 'not_oneself'
  when rank < 2 then 'not_admin'
  when rank < 3 and coalesce(target.role, 'member') <> 'member' then 'not_owner'
end;

create or replace function is_last_owner(room rooms, member room_members) returns boolean
language sql stable
return member.role = 'owner' and not exists (
  select 1 from room_members as other
   where other.room_id = room.id and other.role <> 'member' and other.role = 'owner' and other.user_id <> member.user_id);

create or replace function log_refusal(item jsonb, reason text) returns jsonb
language sql immutable
return jsonb_build_object('n', item -> 'n', 'no', reason);

-- What was appended before; seq 0: nothing had to be.
create or replace function log_duplicate(item jsonb, seq bigint, at timestamptz) returns jsonb
language sql stable
return jsonb_build_object('n', item -> 'n', 'seq', seq, 'at', epoch_ms(at), 'dup', true);

-- Takes the room's next seq, writes the row and answers with the verdict `new` and the event. Only under the room's lock.
create or replace function log_write(item jsonb, kind text, target_seq bigint, body jsonb, stamp timestamptz) returns jsonb
language plpgsql
as $$
declare
  room rooms;
begin
  update rooms set last_seq = last_seq + 1, last_event_at = greatest(last_event_at, stamp)
    where id = (item ->> 'room_id')::bigint returning * into room;
  insert into room_log (room_id, seq, kind, actor_id, client_msg_id, target_seq, body, created_at)
    values (room.id, room.last_seq, kind, (item ->> 'actor_id')::bigint, item ->> 'client_msg_id', target_seq, body,
            room.last_event_at);
  perform note_for_audit(item, room, kind, body, target_seq);
  return jsonb_build_object(
    'n', item -> 'n', 'seq', room.last_seq, 'at', epoch_ms(room.last_event_at),
    'event', jsonb_build_object('kind', kind, 'target_seq', target_seq, 'body', body));
end
$$;

-- Makes people ([{"user_id", "role"}, …]) members; for a newcomer all that was said before counts as read.
create or replace function add_members(room_id bigint, people jsonb, seq bigint, stamp timestamptz) returns void
language plpgsql
as $$
begin
  insert into room_members (room_id, user_id, role, last_read_seq, joined_at, muted_until)
    select add_members.room_id, (value ->> 'user_id')::bigint, value ->> 'role', seq, stamp,
           -- Who was muted when they left is so when they come back.
           (select mute.muted_until from room_mutes as mute
             where mute.room_id = add_members.room_id and mute.user_id = (value ->> 'user_id')::bigint)
      from jsonb_array_elements(people);
  update rooms set member_count = member_count + jsonb_array_length(people) where id = add_members.room_id;
end
$$;

-- The log is about to name somebody who is no member: where their account is deleted one day, they are looked for here.
create or replace function note_name(item jsonb, room rooms) returns void
language plpgsql
as $$
begin
  insert into named_people (user_id, room_id) values (subject_id(item), room.id) on conflict do nothing;
end
$$;

-- Takes the subject's membership away, and says so.
create or replace function end_membership(item jsonb, room rooms, reason text, stamp timestamptz) returns jsonb
language plpgsql
as $$
begin
  delete from room_members where room_id = room.id and user_id = subject_id(item);
  update rooms set member_count = member_count - 1 where id = room.id;
  perform note_name(item, room);
  return log_write(item, 'member_removed', null, jsonb_build_object(
    'users', jsonb_build_array(person_of(item)), 'reason', reason), stamp);
end
$$;
