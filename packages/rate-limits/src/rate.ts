/** So much in so long, as a sliding rate: `count` in `seconds` in the long run, `burst` at once after a rest. */
export interface Rate {
  readonly count: number;
  readonly seconds: number;
  readonly burst: number;
}

const shape = /^(?<count>\d{1,9})\/(?<seconds>\d{1,7})(:(?<burst>\d{1,9}))?$/;

/** `20/10:40`: 20 in 10 s, 40 at once; without the last part as many at once as in the time. undefined for anything else. */
export function parseRate(text: string): Rate | undefined {
  const { count, seconds, burst = count } = shape.exec(text)?.groups ?? {};
  const rate = { count: Number(count), seconds: Number(seconds), burst: Number(burst) };
  return rate.count > 0 && rate.seconds > 0 && rate.burst > 0 ? rate : undefined;
}

/** Ms in which one of it comes back. */
export function intervalMs({ count, seconds }: Rate): number {
  return (seconds * 1000) / count;
}
