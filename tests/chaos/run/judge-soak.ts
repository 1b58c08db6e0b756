import type { ProcessSample, Sample } from "./take-sample.ts";

/** The windows of issue 4, for a run that is long enough for both. */
const fullMinutes = 15;
const early = { from: 3, to: 8 };
const lateMinutes = 5;

const maxRssGrowth = 1.1;
const maxMoreDescriptors = 20;
const maxEventLoopGrowth = 1.5;

/**
 * Holds the last five minutes against minutes 3–8, by the median of each. A run that is shorter than 15 minutes is
 * judged by windows as much shorter, which says less.
 */
export function judgeSoak(samples: readonly Sample[], minutes: number): { table: string; failures: string[] } {
  const scale = Math.min(1, minutes / fullMinutes);
  const first = between(samples, early.from * scale, early.to * scale);
  const last = between(samples, minutes - lateMinutes * scale, Infinity);
  const rows: string[] = [];
  const failures: string[] = [];
  for (const name of Object.keys(samples[0]?.processes ?? {})) {
    const of = (window: readonly Sample[], figure: (one: ProcessSample) => number) =>
      median(window.flatMap(({ processes }) => (processes[name] === undefined ? [] : [figure(processes[name])])));
    const judge = (
      title: string,
      figure: (one: ProcessSample) => number,
      format: (value: number) => string,
      fits: (before: number, after: number) => boolean,
    ) => {
      const [before, after] = [of(first, figure), of(last, figure)];
      const good = fits(before, after);
      rows.push(`| ${name} | ${title} | ${format(before)} | ${format(after)} | ${good ? "yes" : "no"} |`);
      if (!good) failures.push(`${name}: ${title} went from ${format(before)} to ${format(after)}`);
    };
    judge(
      "RSS",
      ({ rssBytes }) => rssBytes,
      mebibytes,
      (a, b) => b <= a * maxRssGrowth,
    );
    judge(
      "descriptors",
      ({ descriptors }) => descriptors,
      String,
      (a, b) => Math.abs(b - a) <= maxMoreDescriptors,
    );
    judge(
      "event loop p99",
      ({ eventLoopP99Seconds }) => eventLoopP99Seconds,
      milliseconds,
      (a, b) => b <= a * maxEventLoopGrowth,
    );
  }
  const scaled = scale < 1 ? ` (shorter than ${fullMinutes}: windows scaled by ${scale.toFixed(2)})` : "";
  const head = [
    `${minutes} minutes${scaled}`,
    "",
    `| instance | figure | minutes ${window(early.from, early.to, scale)} | last ${(lateMinutes * scale).toFixed(1)} minutes | within limits |`,
    "| --- | --- | ---: | ---: | --- |",
  ];
  return { table: [...head, ...rows].join("\n"), failures };
}

function between(samples: readonly Sample[], from: number, to: number): Sample[] {
  return samples.filter(({ minute }) => minute >= from && minute <= to);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function window(from: number, to: number, scale: number): string {
  return `${(from * scale).toFixed(1)}–${(to * scale).toFixed(1)}`;
}

function mebibytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}

function milliseconds(seconds: number): string {
  return `${(seconds * 1_000).toFixed(1)} ms`;
}
