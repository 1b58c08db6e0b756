-- People who make themselves members. Those who join one room together are one row, so that a crowd that comes in costs
-- each of its members one event and not as many as there are people.
create or replace function append_joins(joins jsonb, stamp timestamptz) returns jsonb[]
language plpgsql
as $$
declare
  verdicts jsonb[] := '{}';
  judged record;
  comers jsonb;
  answer jsonb;
  room rooms;
  joined_room bigint;
begin
  for joined_room in select distinct (value ->> 'room_id')::bigint from jsonb_array_elements(joins) loop
    select * into room from rooms where id = joined_room;
    comers := '[]';
    for judged in
      select item, earlier.seq, earlier.created_at,
             case
               when earlier.seq is not null then case when earlier.kind = 'member_added' then 'known' else 'id_taken' end
               when member.user_id is not null then 'member'
               when room.id is null or room.kind in ('private', 'direct') then 'room_not_found'
               when room.archived_at is not null then 'room_archived'
               when is_banned(room.id, (item ->> 'actor_id')::bigint, stamp) then 'banned'
               else 'fresh'
             end as verdict
        from (select value as item from jsonb_array_elements(joins)) as joining
        left join lateral (
          select seq, kind, created_at from room_log
           where room_id = joined_room and actor_id = (item ->> 'actor_id')::bigint
             and client_msg_id = item ->> 'client_msg_id' limit 1
        ) earlier on true
        left join lateral (
          select user_id from room_members
           where room_id = joined_room and user_id = (item ->> 'actor_id')::bigint limit 1
        ) member on true
       where (item ->> 'room_id')::bigint = joined_room
       order by (item ->> 'n')::int
    loop
      case judged.verdict
        when 'fresh' then comers := comers || judged.item;
        when 'known' then verdicts := verdicts || log_duplicate(judged.item, judged.seq, judged.created_at);
        when 'member' then verdicts := verdicts || log_duplicate(judged.item, 0, stamp);
        else verdicts := verdicts || log_refusal(judged.item, judged.verdict);
      end case;
    end loop;

    if comers <> '[]' then
      answer := log_write(
        comers -> 0, 'member_added', null,
        jsonb_build_object('users', (
          select jsonb_agg(jsonb_build_object('user_id', user_id, 'username', username, 'role', 'member') order by n)
            from (
              select distinct on (user_id) (value ->> 'actor_id')::bigint as user_id, value ->> 'username' as username,
                     (value ->> 'n')::int as n
                from jsonb_array_elements(comers) order by 1, 3
            ) as comer
        )),
        stamp);
      perform add_members(joined_room, answer -> 'event' -> 'body' -> 'users', (answer ->> 'seq')::bigint, stamp);
      verdicts := verdicts || answer || array(
        -- The row stands under the first one's id; the others are answered with it, repeats as such.
        select jsonb_build_object('n', value -> 'n', 'seq', answer -> 'seq', 'at', answer -> 'at')
               || case when nth > 1 then '{"dup": true}' else '{}' end::jsonb
          from (
            select value, place, row_number() over (partition by value -> 'actor_id' order by place) as nth
              from jsonb_array_elements(comers) with ordinality as comer (value, place)
          ) as placed where place > 1
      );
    end if;
  end loop;
  return verdicts;
end
$$;
