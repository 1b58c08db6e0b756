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
import { avatars } from "./migrations/0010-avatars.ts";

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
  "0010-avatars": avatars,
};

const indexes = {
  // What `toUsernameSkeleton` makes of a username. Of an expression, so that there is no column to fill, and accounts
  // that an older instance makes are in it too.
  users_username_skeleton: "users (translate(replace(username_key, 'm', 'rn'), 'i10', 'llo'))",
  sessions_ended: "sessions (ended_at) where ended_at is not null",
  users_admin_withdrawn: "users (admin_withdrawn_at) where admin_withdrawn_at is not null",
};

export const usersRelease: DatabaseRelease = { name: "hubbub-user-service", migrations, indexes };

/** Brings the accounts' database up to date; any number of instances may call it at once. */
export async function migrateUsers(url: string, options?: MigrationOptions): Promise<void> {
  await migrateDatabase(url, usersRelease, options);
}

/**
 * Likewise where the service may, and answers as whom; where its role may not change tables (undefined), throws unless they
 * are of this release.
 */
export async function readyUsersDatabase(urls: DatabaseUrls, logger: Logger): Promise<string | undefined> {
  return await bringUpToDate(urls, usersRelease, logger);
}
