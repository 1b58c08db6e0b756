import { dateFormat } from "../strings/formats.ts";

const clock = dateFormat({ timeStyle: "short" });

/** The time of day, as the language that is shown writes it, or the given one. */
export function clockTime(time: string, locale?: string): string {
  return clock(locale).format(new Date(time));
}
