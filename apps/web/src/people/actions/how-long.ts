const hourMs = 60 * 60_000;

/** For how long somebody is muted or banned. */
export const lengths = [
  { name: "hour", ms: hourMs },
  { name: "day", ms: 24 * hourMs },
  { name: "week", ms: 7 * 24 * hourMs },
  { name: "good", ms: undefined },
] as const;

export type Length = (typeof lengths)[number];

/** The end of it; undefined where there is none. */
export function endOf({ ms }: Pick<Length, "ms">, now: Date): { readonly until?: Date } {
  return ms === undefined ? {} : { until: new Date(now.getTime() + ms) };
}
