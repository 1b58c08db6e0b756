const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });

/** Day and time, for tooltips. */
export function fullTime(time: string): string {
  return full.format(new Date(time));
}
