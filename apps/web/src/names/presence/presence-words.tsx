import { toPresenceWords } from "./to-presence-words.ts";
import { usePresence } from "./use-presence.ts";

/** How somebody is, in words; `instead`: said as long as that is not known. */
export function PresenceWords({ userId, instead = "" }: { userId: number; instead?: string }) {
  const presence = usePresence(userId);
  return presence === undefined ? instead : toPresenceWords(presence);
}
