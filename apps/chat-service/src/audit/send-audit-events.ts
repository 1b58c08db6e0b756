import { AuditAction, type NewAuditEvent } from "@hubbub/grpc-api/audit";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import { maxAuditEventsPerStep } from "../limits.ts";
import { dropEvents, readWaitingEvents, type WaitingEvent } from "./audit-queries.ts";

/**
 * As the append function calls them (room-log/append/sql/audit.sql). What a later release notes besides, whose functions
 * are in the database already, waits for an instance of that.
 */
export const auditActions: Readonly<Record<string, AuditAction>> = {
  member_banned: AuditAction.AUDIT_ACTION_MEMBER_BANNED,
  member_unbanned: AuditAction.AUDIT_ACTION_MEMBER_UNBANNED,
  member_muted: AuditAction.AUDIT_ACTION_MEMBER_MUTED,
  member_unmuted: AuditAction.AUDIT_ACTION_MEMBER_UNMUTED,
  member_removed: AuditAction.AUDIT_ACTION_MEMBER_REMOVED,
  member_role_changed: AuditAction.AUDIT_ACTION_MEMBER_ROLE_CHANGED,
  room_archived: AuditAction.AUDIT_ACTION_ROOM_ARCHIVED,
  message_removed: AuditAction.AUDIT_ACTION_MESSAGE_REMOVED,
  retention_changed: AuditAction.AUDIT_ACTION_RETENTION_CHANGED,
};

/**
 * Tells the audit log what was done in rooms, the oldest first; answers whether more waits. What was told twice the
 * user-service knows by its `source_id`.
 */
export async function sendAuditEvents(
  db: ChatDatabase,
  record: (events: NewAuditEvent[]) => Promise<unknown>,
): Promise<boolean> {
  const waiting = await readWaitingEvents(db, Object.keys(auditActions));
  if (waiting.length === 0) return false;
  await record(waiting.map(toAuditEvent));
  await dropEvents(
    db,
    waiting.map(({ id }) => id),
  );
  return waiting.length === maxAuditEventsPerStep;
}

function toAuditEvent({ sourceId, at, action, actorId, subjectId, roomId, details }: WaitingEvent): NewAuditEvent {
  return {
    sourceId,
    at,
    action: auditActions[action] ?? AuditAction.AUDIT_ACTION_UNSPECIFIED,
    actorId,
    subjectId,
    roomId,
    address: undefined,
    details: Object.entries(details).map(([name, value]) => ({ name, value })),
  };
}
