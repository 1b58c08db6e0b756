import type { ListAccountsRequest, ListAccountsResponse } from "@hubbub/grpc-api/users";
import { accountSubject } from "@hubbub/rate-limits";
import type { CallContext } from "@hubbub/service-runtime";
import { selectAllAccounts } from "../accounts/account-queries.ts";
import { toKey } from "../accounts/to-key.ts";
import { readPageRequest, toPage } from "./page-request.ts";
import { requireAdmin } from "./require-admin.ts";
import type { Service } from "./service.ts";
import { toOwnUser } from "./to-user.ts";

const placeShapes = [/^[a-z0-9_.-]{1,32}$/];

export async function listAccounts(
  service: Service,
  request: ListAccountsRequest,
  call: CallContext,
): Promise<ListAccountsResponse> {
  const { account } = await requireAdmin(service, call);
  await service.fairUse.spend(accountSubject(account.id), { name: "reads" });
  const { size, after } = readPageRequest(request, placeShapes);
  const prefix = request.query.trim();
  const found = await selectAllAccounts(service.db, { prefix, afterUsernameKey: after?.[0], limit: size + 1 });
  const { page, nextPageToken } = toPage(found, size, ({ username }) => [toKey(username)]);
  return { users: page.map((one) => toOwnUser(one, service.rules)), nextPageToken };
}
