import { t } from "../../strings/t.ts";

/** How long, for people: `40 s`, `3 min`, `2 h`. Rounded up, so that it is not over before. */
export function duration(seconds: number): string {
  if (seconds <= 90) return t.time.seconds(seconds);
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 90 ? t.time.minutes(minutes) : t.time.hours(Math.ceil(minutes / 60));
}
