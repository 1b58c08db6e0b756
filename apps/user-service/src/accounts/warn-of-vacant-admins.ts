import type { Logger } from "@hubbub/service-runtime";
import type { Kysely } from "kysely";
import type { Schema } from "../db/schema.ts";
import { selectAccounts } from "./account-queries.ts";
import { toKey } from "./to-key.ts";

/** A name of ADMIN_USERNAMES that nobody has is anyone's: whoever registers it is a server admin. The operator must know. */
export async function warnOfVacantAdmins(
  db: Kysely<Schema>,
  adminUsernames: ReadonlySet<string>,
  logger: Logger,
): Promise<void> {
  const taken = await selectAccounts(db, { ids: [], usernames: [...adminUsernames] });
  const takenKeys = new Set(taken.map(({ username }) => toKey(username)));
  const vacant = [...adminUsernames].filter((username) => !takenKeys.has(username));
  if (vacant.length === 0) return;
  logger.warn({ usernames: vacant }, "ADMIN_USERNAMES that nobody has registered yet: register them now");
}
