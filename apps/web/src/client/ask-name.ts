import type { HubbubClient } from "@hubbub/client";

type Accounts = HubbubClient["accounts"];

/** Names that were asked for, so that what comes into sight again does not ask again. */
const asked = new WeakMap<Accounts, Map<number, Promise<string>>>();

/** What somebody is called who is only known by number. */
export function askName(accounts: Accounts, userId: number): Promise<string> {
  const names = asked.get(accounts) ?? new Map<number, Promise<string>>();
  asked.set(accounts, names);
  const name = names.get(userId) ?? accounts.get(userId).then(({ username }) => username);
  names.set(userId, name);
  name.catch(() => names.delete(userId));
  return name;
}
