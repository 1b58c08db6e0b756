import { assertNoFieldErrors } from "@hubbub/errors";
import type { DeleteMeRequest, DeleteMeResponse } from "@hubbub/grpc-api/users";
import { accountSubject } from "@hubbub/rate-limits";
import type { CallContext } from "@hubbub/service-runtime";
import { checkCurrentPassword, wrongCurrentPassword } from "../accounts/check-current-password.ts";
import { eraseAccount, lockAccountEnds } from "../accounts/deletion-queries.ts";
import { givenPasswordProblem } from "../accounts/password.ts";
import { toFieldErrors } from "../accounts/to-field-errors.ts";
import { insertAuditEvents } from "../audit/audit-queries.ts";
import { recordAccountChange } from "../events/record-account-change.ts";
import { recordSessionEnd } from "../events/record-session-end.ts";
import { eraseSessions } from "../sessions/erasure-queries.ts";
import { clearedRefreshCookie } from "../sessions/refresh-cookie.ts";
import { forgetAddresses } from "../sign-in-guard/known-address-queries.ts";
import { callerAddress } from "./caller-address.ts";
import { refuseLastAdmin } from "./refuse-last-admin.ts";
import { requireCaller } from "./require-caller.ts";
import type { Service } from "./service.ts";

/** For good: nothing brings an account back, and its username is nobody's any more (docs/adr/0033). */
export async function deleteMe(
  service: Service,
  { currentPassword: password }: DeleteMeRequest,
  call: CallContext,
): Promise<DeleteMeResponse> {
  const { db, fairUse, clock } = service;
  const { account } = await requireCaller(service, call);
  await fairUse.spend(accountSubject(account.id), { name: "changes" });
  assertNoFieldErrors(toFieldErrors({ current_password: givenPasswordProblem(password) }));
  const { passwordHash } = await checkCurrentPassword(service, account, { password, address: callerAddress(call) });
  const { id: userId } = account;
  const { clientAddress } = call;
  const ended = await db.transaction().execute(async (trx) => {
    await lockAccountEnds(trx);
    await refuseLastAdmin(service, trx, account, refusal);
    const now = clock();
    if (!(await eraseAccount(trx, { id: userId, passwordHash, now }))) throw wrongCurrentPassword();
    await forgetAddresses(trx, userId);
    const who = { actorId: userId, subjectId: userId, address: clientAddress };
    await insertAuditEvents(trx, [{ at: now, action: "account_deleted", ...who }]);
    return await eraseSessions(trx, { userId, now });
  });
  if (call.transport === "rest") call.setCookie(clearedRefreshCookie({ secure: call.isHttps }));
  recordAccountChange(service, { userId, clientAddress, fields: ["deleted"] });
  recordSessionEnd(service, { reason: "deleted", sessions: ended, userId, clientAddress });
  return {};
}

const refusal = "You are the only server admin: another one has to be appointed first";
