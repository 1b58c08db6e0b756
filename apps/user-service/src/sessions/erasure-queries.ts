import type { Kysely } from "kysely";
import type { Schema } from "../db/schema.ts";
import { endAllSessions } from "./session-queries.ts";

/**
 * Ends all sessions of an account and erases what they say of a person. Their ids stay for as long as tokens of them may be
 * alive, to be refused. Answers how many were live.
 */
export async function eraseSessions(
  trx: Kysely<Schema>,
  { userId, now }: { readonly userId: number; readonly now: Date },
): Promise<number> {
  const ended = await endAllSessions(trx, { userId, now, because: "deleted" });
  await trx.updateTable("sessions").set({ user_agent: "", ip: "" }).where("user_id", "=", userId).execute();
  await trx
    .deleteFrom("refresh_tokens")
    .where("session_id", "in", (query) => query.selectFrom("sessions").select("id").where("user_id", "=", userId))
    .execute();
  return ended;
}
