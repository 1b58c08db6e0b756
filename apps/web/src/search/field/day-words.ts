import { dateFormat } from "../../strings/formats.ts";

const ofThisYear = dateFormat({ day: "numeric", month: "short" });
const ofAnother = dateFormat({ day: "numeric", month: "short", year: "numeric" });

/** A day of `before:` or `after:` for people: "1 Nov"; what is none stays as it is. */
export function dayWords(value: string, now: Date = new Date(), locale?: string): string {
  const [year, month, day] = value.split("-").map(Number);
  if (year === undefined || month === undefined || day === undefined) return value;
  const at = new Date(year, month - 1, day);
  if (Number.isNaN(at.getTime())) return value;
  return (year === now.getFullYear() ? ofThisYear : ofAnother)(locale).format(at);
}
