import type { Kysely } from "kysely";
import { inBatches } from "../db/in-batches.ts";
import type { Schema } from "../db/schema.ts";
import { deleteOldAuditEvents } from "./audit-queries.ts";

/** Deletes what is older than AUDIT_DAYS, of which 0 is for ever; several instances may do it at once. Answers how many. */
export async function forgetOldAuditEvents(
  db: Kysely<Schema>,
  { now, auditDays }: { readonly now: Date; readonly auditDays: number },
): Promise<number> {
  if (auditDays === 0) return 0;
  const before = new Date(now.getTime() - auditDays * 24 * 60 * 60 * 1_000);
  return await inBatches((limit) => deleteOldAuditEvents(db, { before, limit }));
}
