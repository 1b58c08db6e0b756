import { t } from "../../strings/t.ts";
import { isForGood } from "./is-for-good.ts";
import { clockWords, isDay, momentWords } from "./moment-words.ts";

/** "until 14:30", "until tomorrow, 14:30", "until 4 December, 14:30"; "for good" where there is no end. */
export function untilWords(until: string | undefined, now: Date = new Date(), locale?: string): string {
  if (until === undefined || isForGood(until)) return t.time.forGood;
  const at = new Date(until);
  return t.time.until(isDay(at, now, 0) ? clockWords(at, locale) : momentWords(until, now, locale));
}
