import type { User, UserPage } from "@hubbub/client";

/** As `HubbubClient.admin.accounts`. */
type ReadAccounts = (query: string, page: { readonly size: number; readonly token: string }) => Promise<UserPage>;

/**
 * The account with that username, wherever it stands among all whose username, name or email begins so: they come in the order of
 * their usernames.
 */
export async function findAccount(read: ReadAccounts, username: string): Promise<User | undefined> {
  const key = username.toLowerCase();
  for (let token = ""; ;) {
    const { users, next_page_token } = await read(username, { size: 100, token });
    const found = users.find((user) => user.username.toLowerCase() === key);
    const isPast = (users.at(-1)?.username.toLowerCase() ?? "") > key;
    if (found !== undefined || isPast || next_page_token === "") return found;
    token = next_page_token;
  }
}
