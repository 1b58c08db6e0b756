import { dateFormat } from "../../strings/formats.ts";
import { clockWords, isDay, momentWords } from "../../ui/time/moment-words.ts";

const ofThisYear = dateFormat({ day: "numeric", month: "short" });
const ofAnother = dateFormat({ day: "numeric", month: "short", year: "numeric" });

/** "14:30", "yesterday, 14:30", "17 Nov"; with the year where it is another. */
export function resultTime(time: string, now: Date = new Date(), locale?: string): string {
  const at = new Date(time);
  if (isDay(at, now, 0)) return clockWords(at, locale);
  if (isDay(at, now, -1)) return momentWords(time, now, locale);
  return (at.getFullYear() === now.getFullYear() ? ofThisYear : ofAnother)(locale).format(at);
}
