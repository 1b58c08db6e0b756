-- Of earlier releases, and called by none of these functions any more.
drop function if exists change_message(jsonb, rooms, room_members, int, timestamptz);
drop function if exists change_member(jsonb, rooms, room_members, int, timestamptz);
drop function if exists change_room(jsonb, rooms, int, timestamptz);
