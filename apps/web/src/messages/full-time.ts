import { dateLanguage } from "../ui/date-language.ts";

const full = new Intl.DateTimeFormat(dateLanguage(), { dateStyle: "full", timeStyle: "medium" });

/** Day and time, for tooltips. */
export function fullTime(time: string): string {
  return full.format(new Date(time));
}
