import { HubbubError } from "../hubbub-error.ts";
import type { AccountsApi } from "../rest/accounts-api.ts";
import { findNamed } from "./find-named.ts";

/** Errors: `user_not_found`. */
export async function findUserId(accounts: AccountsApi, username: string): Promise<number> {
  const id = await findNamed(username, async (token) => {
    const { users, next_page_token } = await accounts.search(username, { size: 100, token });
    return { found: users.map((user) => [user.username, user.id] as const), next: next_page_token };
  });
  if (id === undefined) throw new HubbubError("user_not_found", `There is no user ${username}`);
  return id;
}
