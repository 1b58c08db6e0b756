import type { PresenceState } from "@hubbub/client";
import { useCallback, useSyncExternalStore } from "react";
import { useClient } from "./use-client.ts";

/** How somebody is who is shown; undefined while nothing is known of them, and where nobody is meant. */
export function usePresence(userId: number | undefined): PresenceState | undefined {
  const { presence } = useClient();
  const subscribe = useCallback(
    (listener: () => void) => (userId === undefined ? () => {} : presence.of(userId).subscribe(listener)),
    [presence, userId],
  );
  return useSyncExternalStore(subscribe, () => (userId === undefined ? undefined : presence.of(userId).snapshot()));
}
