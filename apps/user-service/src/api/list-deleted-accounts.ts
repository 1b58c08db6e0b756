import type { ListDeletedAccountsRequest, ListDeletedAccountsResponse } from "@hubbub/grpc-api/users";
import { selectDeletedAccounts } from "../accounts/deletion-queries.ts";
import { defaultDeletedAccounts } from "../limits.ts";
import type { Service } from "./service.ts";

/** For hubbub's own services, over the private network: nobody is asked who they are. */
export async function listDeletedAccounts(
  { db }: Service,
  { after, limit }: ListDeletedAccountsRequest,
): Promise<ListDeletedAccountsResponse> {
  return { accounts: await selectDeletedAccounts(db, { after, limit: limit === 0 ? defaultDeletedAccounts : limit }) };
}
