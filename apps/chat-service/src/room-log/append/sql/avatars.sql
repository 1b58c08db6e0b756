-- Whose picture a file is (files/avatars/).
create or replace function avatar_of_room(room_id bigint) returns text
language sql immutable
return 'room:' || room_id;

create or replace function avatar_of_user(user_id bigint) returns text
language sql immutable
return 'user:' || user_id;

-- From now on this file is the picture of a room or a person (null: they have none), and no other is. False where there is no
-- such file. One that another takes the place of is kept for a while, for pages that show it still.
create or replace function show_avatar(of_whom text, shown text, stamp timestamptz) returns boolean
language plpgsql
as $$
begin
  if shown is not null then
    update files set shown_since = coalesce(shown_since, stamp)
     where id = shown and avatar_of = of_whom and stored_at is not null and removed_at is null;
    if not found then return false; end if;
  end if;
  update files set removed_at = stamp, shown_since = case when shown is not null then shown_since end
   where avatar_of = of_whom and shown_since is not null and removed_at is null and id is distinct from shown;
  return true;
end
$$;
