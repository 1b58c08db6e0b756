import type { Kysely } from "kysely";
import type { Schema } from "../db/schema.ts";
import { maxListedRevocations } from "../limits.ts";
import type { Revocations } from "./revocations.ts";

/** What was revoked since then, the oldest first; of more than the list may hold the newest. */
export async function selectRevocations(db: Kysely<Schema>, since: Date): Promise<Revocations> {
  const [sessions, admins] = await Promise.all([
    db
      .selectFrom("sessions")
      .select(["id", "ended_at"])
      .where("ended_at", ">", since)
      .orderBy("ended_at", "desc")
      .limit(maxListedRevocations)
      .execute(),
    db
      .selectFrom("users")
      .select(["id", "admin_withdrawn_at"])
      .where("admin_withdrawn_at", ">", since)
      .orderBy("admin_withdrawn_at", "desc")
      .limit(maxListedRevocations)
      .execute(),
  ]);
  return {
    sessions: sessions.toReversed().map(({ id, ended_at }) => ({ id, at: ended_at ?? since })),
    admins: admins
      .toReversed()
      .map(({ id, admin_withdrawn_at }) => ({ userId: id, at: admin_withdrawn_at ?? undefined })),
  };
}
