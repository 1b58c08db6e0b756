import { AppError } from "@hubbub/errors";
import type { GetUserRequest, User } from "@hubbub/grpc-api/users";
import type { CallContext } from "@hubbub/service-runtime";
import { selectAccount } from "../accounts/account-queries.ts";
import { requireCaller } from "./require-caller.ts";
import type { Service } from "./service.ts";
import { toUser } from "./to-user.ts";

export async function getUser(service: Service, { id }: GetUserRequest, call: CallContext): Promise<User> {
  await requireCaller(service, call);
  const account = await selectAccount(service.db, id);
  if (account === undefined) throw new AppError("user_not_found", undefined, { field: "id" });
  return toUser(account, service.rules);
}
