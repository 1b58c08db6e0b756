import type { BatchGetUsersRequest, BatchGetUsersResponse } from "@hubbub/grpc-api/users";
import { findAccounts } from "../accounts/find-accounts.ts";
import type { Service } from "./service.ts";
import { toUser } from "./to-user.ts";

/** For hubbub's own services (`forServices`): nobody is asked who they are. */
export async function batchGetUsers(service: Service, request: BatchGetUsersRequest): Promise<BatchGetUsersResponse> {
  const accounts = await findAccounts(service.db, request);
  return { users: accounts.map((account) => toUser(account, service.rules)) };
}
