import { dateFormat } from "../strings/formats.ts";

const clock = dateFormat({ timeStyle: "short" });

/** The time of day, as the language that is shown writes it, or the given one; after the `day`, where it is to be named. */
export function clockTime(time: string, day?: string, locale?: string): string {
  return (day === undefined ? "" : `${day} `) + clock(locale).format(new Date(time));
}
