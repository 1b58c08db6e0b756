import { useSyncExternalStore } from "react";
import { useClient } from "../client/use-client.ts";
import { useNameOf } from "../names/use-name-of.ts";

/**
 * What somebody is called now whom a text names by one of these usernames; undefined where nobody is known by them, or they
 * are called so themselves.
 */
export function useMentioned(usernames: readonly string[]): string | undefined {
  const { people } = useClient();
  const find = () => usernames.map((username) => people.idOf(username)).find((userId) => userId !== undefined);
  const userId = useSyncExternalStore(people.onArrival, find);
  const nameOf = useNameOf(userId === undefined ? [] : [userId]);
  const name = userId === undefined ? "" : nameOf(userId, "");
  return name === "" || usernames.includes(name.toLowerCase()) ? undefined : name;
}
