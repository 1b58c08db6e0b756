import { AppError } from "@hubbub/errors";
import type { ExportAccountRequest, ExportAccountResponse } from "@hubbub/grpc-api/users";
import { selectAccount } from "../accounts/account-queries.ts";
import { insertAuditEvents } from "../audit/audit-queries.ts";
import { selectSessionsToExport } from "../sessions/session-queries.ts";
import { selectKnownAddresses } from "../sign-in-guard/known-address-queries.ts";
import type { Service } from "./service.ts";
import { toOwnUser } from "./to-user.ts";

/** For hubbub's own services, which have seen to whose it is. What it answers is one state of the account. */
export async function exportAccount(
  { db, rules, clock }: Service,
  { userId, clientAddress }: ExportAccountRequest,
): Promise<ExportAccountResponse> {
  return await db
    .transaction()
    .setIsolationLevel("repeatable read")
    .execute(async (trx) => {
      const account = await selectAccount(trx, userId);
      if (account === undefined || account.deleted)
        throw new AppError("user_not_found", undefined, { field: "user_id" });
      const sessions = await selectSessionsToExport(trx, userId);
      const knownAddresses = await selectKnownAddresses(trx, userId);
      const address = clientAddress === "" ? undefined : clientAddress;
      // Once in an hour: somebody who asks again and again shall not fill the log.
      const hour = Math.floor(clock().getTime() / 3_600_000);
      const what = { action: "account_exported", sourceId: `account-exported:${userId}:${hour}` } as const;
      await insertAuditEvents(trx, [{ at: clock(), ...what, actorId: userId, subjectId: userId, address }]);
      return { account: toOwnUser(account, rules), sessions, knownAddresses };
    });
}
