import { dateFormat } from "../../strings/formats.ts";
import { t } from "../../strings/t.ts";

const parts = { weekday: "long", day: "numeric", month: "long" } as const;
const ofThisYear = dateFormat(parts);
const ofAnother = dateFormat({ ...parts, year: "numeric" });

/** "Today", "Yesterday", "Thursday 19 November" as the language orders it; with the year where it is another. */
export function dayLabel(day: Date, today: Date, locale?: string): string {
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (day.toDateString() === today.toDateString()) return t.timeline.today;
  if (day.toDateString() === yesterday.toDateString()) return t.timeline.yesterday;
  return (day.getFullYear() === today.getFullYear() ? ofThisYear : ofAnother)(locale).format(day);
}
