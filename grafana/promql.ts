/** Of the instances that are chosen above a dashboard. */
const chosen = 'instance=~"$instance"';

/** A metric of the chosen instances; `labels` as PromQL has them. */
export function of(metric: string, labels = ""): string {
  return `${metric}{${labels === "" ? chosen : `${chosen},${labels}`}}`;
}

/** A counter, per second. */
export function rate(counter: string): string {
  return `rate(${counter}[$__rate_interval])`;
}

/** Per second, all together or `by` labels. */
export function total(counter: string, by?: string): string {
  return by === undefined ? `sum(${rate(counter)})` : `sum by (${by}) (${rate(counter)})`;
}

/** A quantile of a histogram's seconds; `labels` as in `of`. */
export function quantile(q: number, histogram: string, { by, labels }: { by?: string; labels?: string } = {}): string {
  const buckets = rate(of(`${histogram}_bucket`, labels));
  return `histogram_quantile(${q}, sum by (${by === undefined ? "le" : `le, ${by}`}) (${buckets}))`;
}

/** The three that are looked at, by name. */
export function quantiles(histogram: string): Readonly<Record<string, string>> {
  return { p50: quantile(0.5, histogram), p95: quantile(0.95, histogram), p99: quantile(0.99, histogram) };
}
