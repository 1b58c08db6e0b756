import type { GetUserRequest, User } from "@hubbub/grpc-api/users";
import type { CallContext } from "@hubbub/service-runtime";
import { requireAccount } from "../accounts/require-account.ts";
import { requireCaller } from "./require-caller.ts";
import type { Service } from "./service.ts";
import { toUser } from "./to-user.ts";

export async function getUser(service: Service, { id }: GetUserRequest, call: CallContext): Promise<User> {
  await requireCaller(service, call);
  return toUser(await requireAccount(service.db, id), service.rules);
}
