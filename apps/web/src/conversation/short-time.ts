const clock = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });

/** The time of day without "AM" or "PM": for the narrow margin, where the head of the group says which. */
export function shortTime(time: string): string {
  const parts = clock.formatToParts(new Date(time)).filter((part) => part.type !== "dayPeriod");
  return parts
    .map((part) => part.value)
    .join("")
    .trim();
}
