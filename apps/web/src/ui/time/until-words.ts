import { dateLanguage } from "../date-language.ts";
import { isForGood } from "./is-for-good.ts";

/** "until 14:30", "until tomorrow, 14:30", "until 4 December, 14:30"; "for good" where there is no end. */
export function untilWords(until: string | undefined, now: Date = new Date(), language?: string): string {
  if (until === undefined || isForGood(until)) return "for good";
  const end = new Date(until);
  const time = new Intl.DateTimeFormat(language, { timeStyle: "short" }).format(end);
  const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  if (end.toDateString() === now.toDateString()) return `until ${time}`;
  if (end.toDateString() === tomorrow.toDateString()) return `until tomorrow, ${time}`;
  const year = end.getFullYear() === now.getFullYear() ? {} : ({ year: "numeric" } as const);
  const day = new Intl.DateTimeFormat(language ?? dateLanguage(), { day: "numeric", month: "long", ...year });
  return `until ${day.format(end)}, ${time}`;
}
