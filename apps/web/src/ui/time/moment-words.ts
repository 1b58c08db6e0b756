import { dateLanguage } from "../date-language.ts";

/** "today, 14:30", "yesterday, 14:30", "tomorrow, 14:30", "4 December, 14:30"; with the year where it is another. */
export function momentWords(time: string, now: Date = new Date(), language?: string): string {
  const at = new Date(time);
  const clock = new Intl.DateTimeFormat(language, { timeStyle: "short" }).format(at);
  const dayFromNow = (days: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days).toDateString();
  const near = [-1, 0, 1].find((days) => at.toDateString() === dayFromNow(days));
  if (near !== undefined) return `${["yesterday", "today", "tomorrow"][near + 1]}, ${clock}`;
  const year = at.getFullYear() === now.getFullYear() ? {} : ({ year: "numeric" } as const);
  const day = new Intl.DateTimeFormat(language ?? dateLanguage(), { day: "numeric", month: "long", ...year });
  return `${day.format(at)}, ${clock}`;
}
