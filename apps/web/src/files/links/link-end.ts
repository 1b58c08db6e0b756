/** When a signed link ends, in milliseconds since the epoch; 0 where it does not say. */
export function linkEnd(url: string): number {
  const seconds = Number(new URL(url, "http://localhost").searchParams.get("e"));
  return Number.isFinite(seconds) ? seconds * 1_000 : 0;
}

/** A link that ends sooner is renewed: what is begun with it shall have the time to come. */
const marginMs = 60_000;
/** No link is made for less. */
const leastMs = 15 * 60_000;

/** In how long a link is to be renewed, 0 if at once; `nowMs`: the server's time, undefined where it has not said it. */
export function renewInMs(url: string, nowMs: number | undefined): number {
  return Math.max(0, (nowMs === undefined ? leastMs : linkEnd(url) - nowMs) - marginMs);
}

/** The same file as one that is saved, not shown. */
export function toDownload(url: string): string {
  return `${url}&download=1`;
}
