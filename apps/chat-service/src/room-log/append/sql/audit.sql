-- Notes for the audit log what somebody did to another or to the room, with the row that says so; audit/ sends it there.
-- What everybody does, and to themselves, is not noted; nor is any text that somebody wrote.
create or replace function note_for_audit(item jsonb, room rooms, kind text, body jsonb, target bigint) returns void
language plpgsql
as $$
declare
  actor constant bigint := actor_of(item);
  action text;
  subject bigint;
  details jsonb := '{}';
begin
  case kind
    when 'member_removed' then
      if body ->> 'reason' = 'left' then return; end if;
      action := case body ->> 'reason' when 'banned' then 'member_banned' else 'member_removed' end;
      subject := body #>> '{users,0,user_id}';
      details := jsonb_strip_nulls(jsonb_build_object('until', item -> 'until'));
    when 'member_updated' then
      action := case
        when body ? 'banned' then case when (body ->> 'banned')::boolean then 'member_banned' else 'member_unbanned' end
        when body ? 'muted_until' then 'member_muted'
        else 'member_unmuted'
      end;
      subject := body ->> 'user_id';
      details := jsonb_strip_nulls(jsonb_build_object('until', item -> 'until'));
    when 'room_updated' then
      if body ? 'archived_at' then
        action := 'room_archived';
      elsif body ? 'member' then
        action := 'member_role_changed';
        subject := body #>> '{member,user_id}';
        details := jsonb_build_object('role', body #> '{member,role}');
      elsif body ? 'retention_days' then
        action := 'retention_changed';
        details := jsonb_build_object('days', body ->> 'retention_days');
      else
        return;
      end if;
    when 'message_deleted' then
      select actor_id into subject from room_log where room_id = room.id and seq = target;
      if subject = actor then return; end if;
      action := 'message_removed';
      details := jsonb_build_object('seq', target::text);
    else
      return;
  end case;

  insert into audit_outbox (source_id, at, action, actor_id, subject_id, room_id, details)
    values ((select epoch from log_epoch) || ':' || room.id || ':' || room.last_seq, room.last_event_at, action, actor,
            subject, room.id, details);
end
$$;
