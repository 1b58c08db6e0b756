import type { GetMeRequest, User } from "@hubbub/grpc-api/users";
import type { CallContext } from "@hubbub/service-runtime";
import { requireCaller } from "./require-caller.ts";
import type { Service } from "./service.ts";
import { toOwnUser } from "./to-user.ts";

export async function getMe(service: Service, _: GetMeRequest, call: CallContext): Promise<User> {
  const { account } = await requireCaller(service, call);
  return toOwnUser(account, service.rules);
}
