import { dateFormat } from "../strings/formats.ts";

const full = dateFormat({ dateStyle: "full", timeStyle: "medium" });

/** Day and time, for tooltips. */
export function fullTime(time: string): string {
  return full().format(new Date(time));
}
