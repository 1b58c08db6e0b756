-- Somebody wants to hear nothing from another any more, or does again. Between the two there are no direct messages, in
-- neither direction: their direct room, which has no other use for it, says so at both as a mute. False where they have
-- blocked as many as one may (limits.ts).
create or replace function change_block(actor_id bigint, other_id bigint, is_on boolean, max_blocks int) returns boolean
language plpgsql
as $$
begin
  -- Against one who opens the direct room just now (create.sql): either they see the block, or this sees the room.
  perform lock_pair(pair_key(actor_id, other_id));
  if is_on then
    if (select count(*) from user_blocks where user_id = actor_id and blocked_id <> other_id) >= max_blocks then
      return false;
    end if;
    insert into user_blocks (user_id, blocked_id) values (actor_id, other_id) on conflict do nothing;
  else
    delete from user_blocks where user_id = actor_id and blocked_id = other_id;
  end if;
  update room_members
     set muted_until = case
           when is_blocked(actor_id, other_id)
                or exists (select 1 from deleted_accounts where user_id in (actor_id, other_id)) then block_mute()
         end
   where room_id = (select id from rooms where direct_key = pair_key(actor_id, other_id));
  return true;
end
$$;
