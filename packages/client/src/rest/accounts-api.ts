import type { User, UserPage } from "./resources.ts";
import type { ReadPatience, RestClient } from "./rest-client.ts";

export interface AccountsApi {
  me(): Promise<User>;
  get(userId: number): Promise<User>;
  /** Accounts whose username or display name begins with `query`. */
  search(query: string, page?: { size?: number; token?: string }, patience?: ReadPatience): Promise<UserPage>;
}

export function accountsApi(rest: RestClient): AccountsApi {
  return {
    me: () => rest.call({ method: "GET", path: "/api/v1/users/me" }),
    get: (userId) => rest.call({ method: "GET", path: `/api/v1/users/${userId}` }),
    search: (query, page = {}, patience) =>
      rest.call({
        method: "GET",
        path: "/api/v1/users",
        query: { query, page_size: page.size, page_token: page.token },
        patience,
      }),
  };
}
