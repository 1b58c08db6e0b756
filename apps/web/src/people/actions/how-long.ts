const hourMs = 60 * 60_000;

/** For how long somebody is muted or banned. */
export const lengths = [
  { name: "hour", label: "1 hour", words: "for an hour", ms: hourMs },
  { name: "day", label: "1 day", words: "for a day", ms: 24 * hourMs },
  { name: "week", label: "1 week", words: "for a week", ms: 7 * 24 * hourMs },
  { name: "good", label: "For good", words: "for good", ms: undefined },
] as const;

export type Length = (typeof lengths)[number];

/** The end of it; undefined where there is none. */
export function endOf({ ms }: Pick<Length, "ms">, now: Date): { readonly until?: Date } {
  return ms === undefined ? {} : { until: new Date(now.getTime() + ms) };
}
