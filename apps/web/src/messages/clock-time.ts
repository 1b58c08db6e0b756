const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

/** The time of day, as the reader's country writes it. */
export function clockTime(time: string): string {
  return clock.format(new Date(time));
}
