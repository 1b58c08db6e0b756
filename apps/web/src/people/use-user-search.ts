import type { User } from "@hubbub/client";
import { useEffect, useState } from "react";
import { useClient } from "../app/use-client.ts";

const quietMs = 150;

/** Accounts whose name begins so; none while nothing is typed or the search fails: it only helps. */
export function useUserSearch(text: string): readonly User[] {
  const { accounts } = useClient();
  const [found, setFound] = useState<readonly User[]>([]);
  const query = text.trim();
  useEffect(() => {
    if (query === "") return setFound([]);
    let isWanted = true;
    const timer = setTimeout(() => {
      accounts.search(query, { size: 8 }).then(
        (page) => isWanted && setFound(page.users),
        () => isWanted && setFound([]),
      );
    }, quietMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [accounts, query]);
  return found;
}
