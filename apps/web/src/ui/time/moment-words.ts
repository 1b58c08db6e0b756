import { dateFormat } from "../../strings/formats.ts";
import { t } from "../../strings/t.ts";

const clock = dateFormat({ timeStyle: "short" });
const ofThisYear = dateFormat({ day: "numeric", month: "long" });
const ofAnother = dateFormat({ day: "numeric", month: "long", year: "numeric" });

/** "today, 14:30", "yesterday, 14:30", "tomorrow, 14:30", "4 December, 14:30"; with the year where it is another. */
export function momentWords(time: string, now: Date = new Date(), locale?: string): string {
  const at = new Date(time);
  const near = [t.time.yesterday, t.time.today, t.time.tomorrow].find((_, index) => isDay(at, now, index - 1));
  const day = near ?? (at.getFullYear() === now.getFullYear() ? ofThisYear : ofAnother)(locale).format(at);
  return t.time.at(day, clockWords(at, locale));
}

export function clockWords(at: Date, locale?: string): string {
  return clock(locale).format(at);
}

/** Whether it is on the day that is as many days from now. */
export function isDay(at: Date, now: Date, days: number): boolean {
  return at.toDateString() === new Date(now.getFullYear(), now.getMonth(), now.getDate() + days).toDateString();
}
