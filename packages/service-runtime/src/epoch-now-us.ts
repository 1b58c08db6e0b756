/** Now, in µs since the epoch. Finer than `Date.now()`; good for spans between processes of one machine or with NTP. */
export function epochNowUs(): number {
  return Math.round((performance.timeOrigin + performance.now()) * 1_000);
}
