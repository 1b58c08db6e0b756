import { useMemo } from "react";
import { useClient } from "./use-client.ts";
import { useWatch } from "./use-watch.ts";

/** Whether one has blocked somebody; another function when that changes. */
export function useIsBlocked(): (userId: number) => boolean {
  const { people } = useWatch(useClient().blocks.state);
  return useMemo(() => {
    const ids = new Set(people.map(({ user_id }) => user_id));
    return (userId) => ids.has(userId);
  }, [people]);
}
