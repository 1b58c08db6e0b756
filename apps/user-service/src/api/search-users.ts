import type { SearchUsersRequest, SearchUsersResponse } from "@hubbub/grpc-api/users";
import { accountSubject } from "@hubbub/rate-limits";
import type { CallContext } from "@hubbub/service-runtime";
import { selectAccountsByPrefix } from "../accounts/account-queries.ts";
import { toKey } from "../accounts/to-key.ts";
import { readPageRequest, toPage } from "./page-request.ts";
import { requireCaller } from "./require-caller.ts";
import type { Service } from "./service.ts";
import { toUser } from "./to-user.ts";

const placeShapes = [/^[a-z0-9_.-]{1,32}$/];

export async function searchUsers(
  service: Service,
  request: SearchUsersRequest,
  call: CallContext,
): Promise<SearchUsersResponse> {
  const { account } = await requireCaller(service, call);
  const prefix = request.query.trim();
  // Without a query it is a list like any other.
  await service.fairUse.spend(accountSubject(account.id), { name: prefix === "" ? "reads" : "search" });
  const { size, after } = readPageRequest(request, placeShapes);
  const found = await selectAccountsByPrefix(service.db, {
    prefix,
    afterUsernameKey: after?.[0],
    limit: size + 1,
  });
  const { page, nextPageToken } = toPage(found, size, ({ username }) => [toKey(username)]);
  return { users: page.map((found) => toUser(found, service.rules)), nextPageToken };
}
