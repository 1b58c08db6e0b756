import type { PresenceState } from "@hubbub/client";
import { t } from "../strings/t.ts";
import { clockWords, isDay, momentWords } from "../ui/time/moment-words.ts";

/** "Online", "Away, last here at 11:40", "Last here yesterday, 11:40"; empty where nothing is known. */
export function presenceWords(presence: PresenceState | undefined, now: Date = new Date(), locale?: string): string {
  if (presence === undefined) return "";
  const { state, last_seen: seen } = presence;
  if (state === "online") return t.names.online;
  if (seen === undefined) return t.names[state];
  const at = new Date(seen);
  const moment = isDay(at, now, 0) ? t.names.at(clockWords(at, locale)) : momentWords(seen, now, locale);
  return state === "away" ? t.names.awaySince(moment) : t.names.offlineSince(moment);
}
