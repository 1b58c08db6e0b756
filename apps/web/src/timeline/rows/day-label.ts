import { dateLanguage } from "../../ui/date-language.ts";

/** "Today", "Yesterday", "Thursday 19 November" as the language orders it; with the year where it is another. */
export function dayLabel(day: Date, today: Date, language?: string): string {
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (day.toDateString() === today.toDateString()) return "Today";
  if (day.toDateString() === yesterday.toDateString()) return "Yesterday";
  const formats = language === undefined ? own : formatsFor(language);
  return (day.getFullYear() === today.getFullYear() ? formats.ofThisYear : formats.ofAnother).format(day);
}

function formatsFor(language: string) {
  const parts = { weekday: "long", day: "numeric", month: "long" } as const;
  return {
    ofThisYear: new Intl.DateTimeFormat(language, parts),
    ofAnother: new Intl.DateTimeFormat(language, { ...parts, year: "numeric" }),
  };
}

const own = formatsFor(dateLanguage());
