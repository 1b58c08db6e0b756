import type { UpdateMeRequest, User } from "@hubbub/grpc-api/users";
import { accountSubject } from "@hubbub/rate-limits";
import type { CallContext } from "@hubbub/service-runtime";
import type { AccountChange } from "../accounts/account-queries.ts";
import { changeAccount, checkChange } from "../accounts/change-account.ts";
import type { NewAuditEvent } from "../audit/audit-event.ts";
import { insertAuditEvents } from "../audit/audit-queries.ts";
import { recordAccountChange } from "../events/record-account-change.ts";
import { recordSessionEnd } from "../events/record-session-end.ts";
import { endOtherSessions } from "../sessions/session-queries.ts";
import { callerAddress } from "./caller-address.ts";
import { isServerAdmin } from "./is-server-admin.ts";
import { requireCaller } from "./require-caller.ts";
import type { Service } from "./service.ts";
import { toOwnUser } from "./to-user.ts";

/** A new password ends the account's other sessions: whoever knew the old one is out. */
export async function updateMe(service: Service, request: UpdateMeRequest, call: CallContext): Promise<User> {
  const { db, fairUse, rules, clock } = service;
  const { account, sessionId } = await requireCaller(service, call);
  await fairUse.spend(accountSubject(account.id), { name: "changes" });
  const change = await checkChange(service, account, request, {
    passwordMinLength: rules.passwordMinLength,
    address: callerAddress(call),
    isAdmin: isServerAdmin(account, rules),
  });
  const fields = changedFields(change);
  if (fields.length === 0) return toOwnUser(account, rules);
  const { clientAddress } = call;
  const { changed, ended } = await db.transaction().execute(async (trx) => {
    const now = clock();
    const changed = await changeAccount(trx, account.id, change);
    const others = { userId: account.id, exceptId: sessionId, now, because: "password_changed" } as const;
    const ended = change.passwordHash === undefined ? 0 : await endOtherSessions(trx, others);
    const who = { at: now, actorId: account.id, subjectId: account.id, address: clientAddress };
    await insertAuditEvents(trx, toAuditEvents(change, ended, who));
    return { changed, ended };
  });
  const who = { userId: account.id, clientAddress };
  recordAccountChange(service, { ...who, fields });
  recordSessionEnd(service, { ...who, reason: "password_changed", sessions: ended });
  return toOwnUser(changed, rules);
}

/** Without the email addresses: what is erased with an account must not stand in the log. */
function toAuditEvents(
  { email, passwordHash }: AccountChange,
  ended: number,
  who: Omit<NewAuditEvent, "action">,
): NewAuditEvent[] {
  return [
    ...(email === undefined ? [] : [{ ...who, action: "email_changed" } as const]),
    ...(passwordHash === undefined
      ? []
      : [{ ...who, action: "password_changed", details: { sessions: String(ended) } } as const]),
  ];
}

function changedFields({ displayName, email, passwordHash }: AccountChange): string[] {
  const values = { display_name: displayName, email, password: passwordHash };
  return Object.entries(values).flatMap(([field, value]) => (value === undefined ? [] : [field]));
}
