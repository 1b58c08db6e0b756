/** Seconds as ms with three places, as logs show them: more would be no time that anybody measured. */
export function toMs(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e3;
}
