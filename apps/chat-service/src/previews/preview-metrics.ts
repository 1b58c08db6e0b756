import { Counter, Gauge, type Registry } from "prom-client";
import { type FetchOutcome, fetchOutcomes } from "./fetch/fetch-problem.ts";

export interface PreviewMetrics {
  fetched(outcome: FetchOutcome): void;
  readonly dropped: Counter;
  /** Reads the gauge when scraped. */
  observe(waiting: () => number): void;
}

/** Of the previews of links; once per process and registry. */
export function createPreviewMetrics(registry: Registry): PreviewMetrics {
  const registers = [registry];
  const fetches = new Counter({
    name: "link_preview_fetches_total",
    help: "Pages and pictures that were asked for to preview a link, by how it ended.",
    labelNames: ["outcome"],
    registers,
  });
  for (const outcome of fetchOutcomes) fetches.inc({ outcome }, 0);
  return {
    fetched: (outcome) => fetches.inc({ outcome }),
    dropped: new Counter({
      name: "link_previews_dropped_total",
      help: "Messages whose links stay without previews because too many wait, or because they could not be written.",
      registers,
    }),
    observe(waiting) {
      const gauge: Gauge = new Gauge({
        name: "link_previews_waiting",
        help: "Messages whose links are to be looked at.",
        registers,
        collect() {
          gauge.set(waiting());
        },
      });
    },
  };
}
