import type { PresenceState } from "@hubbub/client";
import { later } from "../../strings/later.ts";
import { clockWords, isDay, momentWords } from "../../ui/time/moment-words.ts";

/** "Online", "Away, last here at 11:40", "Last here yesterday, 11:40"; or without the time. */
export function toPresenceWords(
  { state, last_seen: seen }: PresenceState,
  now: Date = new Date(),
  locale?: string,
): string {
  if (state === "online") return later.names.online;
  if (seen === undefined) return later.names[state];
  const at = new Date(seen);
  const moment = isDay(at, now, 0) ? later.names.at(clockWords(at, locale)) : momentWords(seen, now, locale);
  return state === "away" ? later.names.awaySince(moment) : later.names.offlineSince(moment);
}
