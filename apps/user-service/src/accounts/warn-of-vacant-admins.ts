import type { Logger } from "@hubbub/service-runtime";
import type { Kysely } from "kysely";
import type { Schema } from "../db/schema.ts";
import { selectHeldUsernameKeys } from "./account-queries.ts";

/** A name of ADMIN_USERNAMES that nobody has is anyone's: whoever registers it is a server admin. The operator must know. */
export async function warnOfVacantAdmins(
  db: Kysely<Schema>,
  adminUsernames: ReadonlySet<string>,
  logger: Logger,
): Promise<void> {
  const held = new Set(await selectHeldUsernameKeys(db, [...adminUsernames]));
  const vacant = [...adminUsernames].filter((username) => !held.has(username));
  if (vacant.length === 0) return;
  logger.warn({ usernames: vacant }, "ADMIN_USERNAMES that nobody has registered yet: register them now");
}
