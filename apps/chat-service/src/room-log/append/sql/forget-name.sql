-- The body of a log row without the name of an account that is deleted. In `member_updated` the name is its subject's, in
-- all others its actor's.
create or replace function forget_name(kind text, actor_id bigint, body jsonb, person bigint, name text) returns jsonb
language sql immutable
as $$
  select body
    || case when body ? 'username' and case kind when 'member_updated' then (body ->> 'user_id')::bigint else actor_id end = person
         then jsonb_build_object('username', name) else '{}' end
    || case when (body #>> '{member,user_id}')::bigint = person
         then jsonb_build_object('member', body -> 'member' || jsonb_build_object('username', name)) else '{}' end
    || case when jsonb_typeof(body -> 'users') = 'array' then jsonb_build_object('users', (
         select coalesce(jsonb_agg(case when (value ->> 'user_id')::bigint = person
                           then value || jsonb_build_object('username', name) else value end order by place), '[]')
           from jsonb_array_elements(body -> 'users') with ordinality as listed (value, place)))
         else '{}' end
$$;
