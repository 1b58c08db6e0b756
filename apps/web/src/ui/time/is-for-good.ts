/** Whether an end is none: it was left out, or is the last that the server can write. */
export function isForGood(until: string | undefined): boolean {
  return until === undefined || until.startsWith("9999-");
}
