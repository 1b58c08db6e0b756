import type { User } from "@hubbub/client";
import { useEffect, useState } from "react";
import { useClient } from "../app/use-client.ts";

const quietMs = 150;

/** Accounts whose name begins so; none while nothing is typed or the search fails: it only helps. */
export function useUserSearch(text: string): readonly User[] {
  const { accounts } = useClient();
  const [found, setFound] = useState<{ query: string; users: readonly User[] }>({ query: "", users: [] });
  const query = text.trim();
  useEffect(() => {
    if (query === "") return;
    let isWanted = true;
    const timer = setTimeout(() => {
      accounts.search(query, { size: 8 }).then(
        ({ users }) => isWanted && setFound({ query, users }),
        () => isWanted && setFound({ query, users: [] }),
      );
    }, quietMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [accounts, query]);
  return query === "" ? [] : found.users;
}
