import type { AuditAction } from "./audit-action.ts";

/** What happened, to be written in the transaction in which it did. */
export interface NewAuditEvent {
  readonly at: Date;
  readonly action: AuditAction;
  /** Undefined where it was the server itself, or its operator by a command. */
  readonly actorId?: number | undefined;
  readonly subjectId?: number | undefined;
  readonly roomId?: number | undefined;
  readonly address?: string | undefined;
  /** No secret, no message. */
  readonly details?: Readonly<Record<string, string>>;
  /** Of what another service tells, which may come again. */
  readonly sourceId?: string;
}

export interface AuditEvent extends Omit<NewAuditEvent, "action" | "sourceId"> {
  readonly id: number;
  /** Maybe one that only another release knows. */
  readonly action: string;
  readonly actor: Named | undefined;
  readonly subject: Named | undefined;
}

/** Whoever it was, as the account is now. */
interface Named {
  readonly username: string;
  readonly deleted: boolean;
}
