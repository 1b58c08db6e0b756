import { isForGood } from "./is-for-good.ts";
import { momentWords } from "./moment-words.ts";

/** "until 14:30", "until tomorrow, 14:30", "until 4 December, 14:30"; "for good" where there is no end. */
export function untilWords(until: string | undefined, now: Date = new Date(), language?: string): string {
  if (until === undefined || isForGood(until)) return "for good";
  return `until ${momentWords(until, now, language).replace(/^today, /, "")}`;
}
