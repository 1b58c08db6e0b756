import type { NewAuditEvent } from "../audit/audit-event.ts";

/** Sessions that somebody ended from another device, as the audit log tells of them; none is no event. */
export function sessionsEnded(end: {
  readonly userId: number;
  readonly sessions: number;
  readonly at: Date;
  readonly address: string;
}): NewAuditEvent[] {
  const { userId, sessions, at, address } = end;
  const details = { reason: "revoked", sessions: String(sessions) };
  return sessions === 0 ? [] : [{ at, action: "sessions_ended", actorId: userId, subjectId: userId, address, details }];
}
