import type { PresenceState } from "@hubbub/client";
import { useCallback, useSyncExternalStore } from "react";
import { useClient } from "../../client/use-client.ts";
import { presenceOf } from "./presence-of.ts";

/** How somebody is who is shown; undefined while nothing is known of them. */
export function usePresence(userId: number): PresenceState | undefined {
  const presence = presenceOf(useClient());
  const subscribe = useCallback((listener: () => void) => presence.of(userId).subscribe(listener), [presence, userId]);
  return useSyncExternalStore(subscribe, () => presence.of(userId).snapshot());
}
