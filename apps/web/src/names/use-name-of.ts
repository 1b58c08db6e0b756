import { useCallback, useMemo, useSyncExternalStore } from "react";
import { useClient } from "../client/use-client.ts";

/** What somebody is called; `said`: what whoever names them calls them, for want of anything newer. */
export type NameOf = (userId: number, said: string) => string;

/** What these people are called now; another function when that changes. */
export function useNameOf(userIds: readonly number[]): NameOf {
  const { people } = useClient();
  const ids = [...new Set(userIds)].join(" ");
  const subscribe = useCallback((listener: () => void) => people.subscribe(toIds(ids), listener), [people, ids]);
  // As one text, which is the same until one of them is called something else; no name has a line break.
  const names = useSyncExternalStore(subscribe, () =>
    toIds(ids)
      .map((userId) => people.nameOf(userId))
      .join("\n"),
  );
  return useMemo(() => {
    const all = names.split("\n");
    const byId = new Map(toIds(ids).map((userId, index) => [userId, all[index]]));
    return (userId, said) => byId.get(userId) || said;
  }, [ids, names]);
}

/** What one person is called now. */
export function useName(userId: number, said: string): string {
  return useNameOf([userId])(userId, said);
}

function toIds(ids: string): number[] {
  return ids === "" ? [] : ids.split(" ").map(Number);
}
