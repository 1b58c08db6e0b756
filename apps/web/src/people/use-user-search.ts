import type { User } from "@hubbub/client";
import { useEffect, useState } from "react";
import { useClient } from "../app/use-client.ts";

export interface UserSearch {
  /** `idle` while nothing is typed. What was found before stays until the answer is there. */
  readonly status: "idle" | "loading" | "ready" | "failed";
  readonly users: readonly User[];
}

const quietMs = 150;

/** Accounts whose name begins so. */
export function useUserSearch(text: string): UserSearch {
  const { accounts } = useClient();
  const [found, setFound] = useState<{ query: string; failed: boolean; users: readonly User[] }>({
    query: "",
    failed: false,
    users: [],
  });
  const query = text.trim();
  useEffect(() => {
    if (query === "") return;
    let isWanted = true;
    const timer = setTimeout(() => {
      accounts.search(query, { size: 8 }).then(
        ({ users }) => isWanted && setFound({ query, failed: false, users: users.filter((user) => !user.disabled) }),
        () => isWanted && setFound({ query, failed: true, users: [] }),
      );
    }, quietMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [accounts, query]);
  if (query === "") return { status: "idle", users: [] };
  if (found.query !== query) return { status: "loading", users: found.users };
  return { status: found.failed ? "failed" : "ready", users: found.users };
}
