import type { Logger } from "@hubbub/service-runtime";
import {
  bringUpToDate,
  type DatabaseRelease,
  type DatabaseUrls,
  migrateDatabase,
  type MigrationOptions,
} from "@hubbub/service-runtime/postgres";
import { accountsAndSessions } from "./migrations/0001-accounts-and-sessions.ts";
import { appointedAdmins } from "./migrations/0002-appointed-admins.ts";
import { knownAddresses } from "./migrations/0003-known-addresses.ts";
import { refreshTokenSuccessors } from "./migrations/0004-refresh-token-successors.ts";
import { revocations } from "./migrations/0005-revocations.ts";
import { deletedAccounts } from "./migrations/0006-deleted-accounts.ts";
import { auditEvents } from "./migrations/0007-audit-events.ts";
import { signingKeyRotation } from "./migrations/0008-signing-key-rotation.ts";
import { sessionEndReasons } from "./migrations/0009-session-end-reasons.ts";

const migrations = {
  "0001-accounts-and-sessions": accountsAndSessions,
  "0002-appointed-admins": appointedAdmins,
  "0003-known-addresses": knownAddresses,
  "0004-refresh-token-successors": refreshTokenSuccessors,
  "0005-revocations": revocations,
  "0006-deleted-accounts": deletedAccounts,
  "0007-audit-events": auditEvents,
  "0008-signing-key-rotation": signingKeyRotation,
  "0009-session-end-reasons": sessionEndReasons,
};

const release: DatabaseRelease = { name: "hubbub-user-service", migrations };

/** Brings the accounts' database up to date; any number of instances may call it at once. */
export async function migrateUsers(url: string, options?: MigrationOptions): Promise<void> {
  await migrateDatabase(url, release, options);
}

/**
 * Likewise where the service may, and answers as whom; where its role may not change tables (undefined), throws unless they
 * are of this release.
 */
export async function readyUsersDatabase(urls: DatabaseUrls, logger: Logger): Promise<string | undefined> {
  return await bringUpToDate(urls, release, logger);
}
