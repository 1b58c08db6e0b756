import { AppError } from "@hubbub/errors";
import type { DisableAccountRequest, EnableAccountRequest, User } from "@hubbub/grpc-api/users";
import { accountSubject } from "@hubbub/rate-limits";
import type { CallContext } from "@hubbub/service-runtime";
import { updateDisabled } from "../accounts/account-queries.ts";
import { recordAccountChange } from "../events/record-account-change.ts";
import { recordSessionEnd } from "../events/record-session-end.ts";
import { endAllSessions } from "../sessions/session-queries.ts";
import { requireAdmin } from "./require-admin.ts";
import type { Service } from "./service.ts";
import { toOwnUser } from "./to-user.ts";

/** Ends all its sessions with it. Nobody disables the own account: an only admin could not undo it. */
export async function disableAccount(
  service: Service,
  { id }: DisableAccountRequest,
  call: CallContext,
): Promise<User> {
  const { db, clock } = service;
  const adminId = await spendAsAdmin(service, call);
  if (id === adminId) throw new AppError("forbidden", "You cannot disable your own account", { field: "id" });
  const now = clock();
  const { account, ended } = await db.transaction().execute(async (trx) => {
    const account = await updateDisabled(trx, id, now);
    return { account, ended: await endAllSessions(trx, { userId: id, now }) };
  });
  if (account === undefined) throw new AppError("user_not_found", undefined, { field: "id" });
  const { clientAddress } = call;
  recordAccountChange(service, { userId: id, clientAddress, fields: ["disabled"], byUserId: adminId });
  recordSessionEnd(service, { reason: "disabled", sessions: ended, userId: id, clientAddress });
  return toOwnUser(account, service.rules);
}

export async function enableAccount(service: Service, { id }: EnableAccountRequest, call: CallContext): Promise<User> {
  const adminId = await spendAsAdmin(service, call);
  const account = await updateDisabled(service.db, id, null);
  if (account === undefined) throw new AppError("user_not_found", undefined, { field: "id" });
  const { clientAddress } = call;
  recordAccountChange(service, { userId: id, clientAddress, fields: ["disabled"], byUserId: adminId });
  return toOwnUser(account, service.rules);
}

/** Answers whose call it is. */
async function spendAsAdmin(service: Service, call: CallContext): Promise<number> {
  const { account } = await requireAdmin(service, call);
  await service.fairUse.spend(accountSubject(account.id), { name: "changes" });
  return account.id;
}
