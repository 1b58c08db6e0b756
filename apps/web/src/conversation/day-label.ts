const withYear = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const withoutYear = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" });

/** "Today", "Yesterday", "Thursday 19 November"; with the year where it is another. */
export function dayLabel(day: Date, today: Date): string {
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (day.toDateString() === today.toDateString()) return "Today";
  if (day.toDateString() === yesterday.toDateString()) return "Yesterday";
  const format = day.getFullYear() === today.getFullYear() ? withoutYear : withYear;
  return format.format(day).replace(",", "");
}
