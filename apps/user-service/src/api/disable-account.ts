import { AppError } from "@hubbub/errors";
import type { DisableAccountRequest, EnableAccountRequest, User } from "@hubbub/grpc-api/users";
import { accountSubject } from "@hubbub/rate-limits";
import type { CallContext } from "@hubbub/service-runtime";
import type { Account } from "../accounts/account.ts";
import { selectAccount, updateDisabled } from "../accounts/account-queries.ts";
import { lockAccountEnds } from "../accounts/deletion-queries.ts";
import { insertAuditEvents } from "../audit/audit-queries.ts";
import { recordAccountChange } from "../events/record-account-change.ts";
import { recordSessionEnd } from "../events/record-session-end.ts";
import { endAllSessions } from "../sessions/session-queries.ts";
import { refuseLastAdmin } from "./refuse-last-admin.ts";
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
  const { clientAddress } = call;
  const { account, changed, ended } = await db.transaction().execute(async (trx) => {
    await lockAccountEnds(trx);
    const done = await setDisabled(trx, id, now);
    const ended = await endAllSessions(trx, { userId: id, now, because: "disabled" });
    if (done.changed) {
      // Who disables is one that stays, but for being disabled by that one meanwhile.
      await refuseLastAdmin(service, trx, done.account, "That would leave no server admin who can sign in");
      const who = { actorId: adminId, subjectId: id, address: clientAddress, details: { sessions: String(ended) } };
      await insertAuditEvents(trx, [{ at: now, action: "account_disabled", ...who }]);
    }
    return { ...done, ended };
  });
  const change = { userId: id, clientAddress, fields: ["disabled"], byUserId: adminId };
  if (changed) recordAccountChange(service, change);
  recordSessionEnd(service, { reason: "disabled", sessions: ended, userId: id, clientAddress });
  return toOwnUser(account, service.rules);
}

export async function enableAccount(service: Service, { id }: EnableAccountRequest, call: CallContext): Promise<User> {
  const { db, clock } = service;
  const adminId = await spendAsAdmin(service, call);
  const { clientAddress } = call;
  const { account, changed } = await db.transaction().execute(async (trx) => {
    const done = await setDisabled(trx, id, null);
    const who = { actorId: adminId, subjectId: id, address: clientAddress };
    if (done.changed) await insertAuditEvents(trx, [{ at: clock(), action: "account_enabled", ...who }]);
    return done;
  });
  const change = { userId: id, clientAddress, fields: ["disabled"], byUserId: adminId };
  if (changed) recordAccountChange(service, change);
  return toOwnUser(account, service.rules);
}

/** What is so already is no change. */
async function setDisabled(
  trx: Service["db"],
  id: number,
  at: Date | null,
): Promise<{ readonly account: Account; readonly changed: boolean }> {
  const changed = await updateDisabled(trx, id, at);
  const account = changed ?? (await selectAccount(trx, id));
  if (account === undefined || account.deleted) throw new AppError("user_not_found", undefined, { field: "id" });
  return { account, changed: changed !== undefined };
}

/** Answers whose call it is. */
async function spendAsAdmin(service: Service, call: CallContext): Promise<number> {
  const { account } = await requireAdmin(service, call);
  await service.fairUse.spend(accountSubject(account.id), { name: "changes" });
  return account.id;
}
