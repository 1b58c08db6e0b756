import type { Kysely } from "kysely";
import { updateAppointedAdmin } from "../accounts/account-queries.ts";
import { findAccounts } from "../accounts/find-accounts.ts";
import { toKey } from "../accounts/to-key.ts";
import type { Account } from "../accounts/account.ts";
import type { Outcome } from "../command-line/run-command.ts";
import { insertAuditEvents } from "../audit/audit-queries.ts";
import type { Schema } from "../db/schema.ts";

export interface Wanted {
  readonly username: string;
  readonly revoke: boolean;
}

/** Appoints an account as a server admin, or takes that back. What is so already is done. */
export async function makeAdmin(
  db: Kysely<Schema>,
  { username: given, revoke }: Wanted,
  config: { readonly adminUsernames: readonly string[]; readonly accessTokenMinutes: number },
): Promise<Outcome> {
  const [before] = await findAccounts(db, { ids: [], usernames: [given] });
  const account = before && (await appoint(db, before, { appointed: !revoke, now: new Date() }));
  if (account === undefined) return { done: false, sentence: `Nobody has the username ${JSON.stringify(given)}` };

  const { username } = account;
  const changed = before?.appointedAdmin !== account.appointedAdmin;
  const listed = config.adminUsernames.some((name) => toKey(name) === toKey(username));
  const from = `with the next access token: at the next sign-in, or within ${config.accessTokenMinutes} minutes`;
  if (revoke && listed) {
    const way = "take the name off it and start the user-service again";
    return { done: false, sentence: `${username} stays a server admin, because ADMIN_USERNAMES names it: ${way}` };
  }
  if (revoke) {
    return {
      done: true,
      sentence: changed ? `${username} ceases to be a server admin, within a second` : `${username} is no server admin`,
    };
  }
  if (!changed) return { done: true, sentence: `${username} is a server admin already` };
  return {
    done: true,
    sentence: listed
      ? `${username} was a server admin by ADMIN_USERNAMES, and is one now without it too`
      : `${username} becomes a server admin ${from}`,
  };
}

/** What is so already is no event. Nobody is its actor: whoever may run the command needs no account. */
async function appoint(
  db: Kysely<Schema>,
  before: Account,
  { appointed, now }: { readonly appointed: boolean; readonly now: Date },
): Promise<Account | undefined> {
  return await db.transaction().execute(async (trx) => {
    const account = await updateAppointedAdmin(trx, before.username, { appointed, now });
    const action = appointed ? "admin_appointed" : "admin_withdrawn";
    const changed = account !== undefined && before.appointedAdmin !== appointed;
    if (changed) await insertAuditEvents(trx, [{ at: now, action, subjectId: account.id }]);
    return account;
  });
}
