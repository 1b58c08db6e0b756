import type { Held, User } from "@hubbub/client";
import { useEffect, useState } from "react";
import { useClient } from "./use-client.ts";

export interface UserSearch {
  /** `idle` while nothing is typed. What was found before stays until the answer is there. */
  readonly status: "idle" | "loading" | "ready" | "failed";
  readonly users: readonly User[];
  /** The server takes no search for now; then it is made by itself. As `performance.now()` counts. */
  readonly heldUntilMs: number | undefined;
}

/** So long after the last key the server is asked: a pause, not a key, costs one of the searches of LIMIT_SEARCH. */
const quietMs = 300;

/** Accounts whose name begins so. */
export function useUserSearch(text: string): UserSearch {
  const { accounts } = useClient();
  const [found, setFound] = useState<{ query: string; failed: boolean; users: readonly User[] }>({
    query: "",
    failed: false,
    users: [],
  });
  const [held, setHeld] = useState({ query: "", untilMs: 0 });
  const query = text.trim();
  useEffect(() => {
    if (query === "") return;
    const wanted = new AbortController();
    const { signal } = wanted;
    const onWait = ({ untilMs }: Held) => setHeld({ query, untilMs });
    const timer = setTimeout(() => {
      accounts.search(query, { size: 8 }, { signal, onWait }).then(
        ({ users }) => {
          if (!signal.aborted) setFound({ query, failed: false, users: users.filter((user) => !user.disabled) });
        },
        () => {
          if (!signal.aborted) setFound({ query, failed: true, users: [] });
        },
      );
    }, quietMs);
    return () => {
      wanted.abort();
      clearTimeout(timer);
    };
  }, [accounts, query]);
  if (query === "") return { status: "idle", users: [], heldUntilMs: undefined };
  if (found.query !== query) {
    const heldUntilMs = held.query === query ? held.untilMs : undefined;
    return { status: "loading", users: found.users, heldUntilMs };
  }
  return { status: found.failed ? "failed" : "ready", users: found.users, heldUntilMs: undefined };
}
