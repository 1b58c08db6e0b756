import { AppError } from "@hubbub/errors";
import type { CallContext } from "@hubbub/service-runtime";
import { isServerAdmin } from "./is-server-admin.ts";
import { type Caller, requireCaller } from "./require-caller.ts";
import type { Service } from "./service.ts";

/** Likewise, who is a server admin now, whatever the token says. Errors besides: `forbidden`. */
export async function requireAdmin(service: Service, call: CallContext): Promise<Caller> {
  const caller = await requireCaller(service, call);
  if (!isServerAdmin(caller.account, service.rules)) throw new AppError("forbidden", "Only server admins may do that");
  return caller;
}
