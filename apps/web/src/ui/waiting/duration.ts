/** How long, for people: `40 s`, `3 min`, `2 h`. Rounded up, so that it is not over before. */
export function duration(seconds: number): string {
  if (seconds <= 90) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 90 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}
