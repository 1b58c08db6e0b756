/** How a fetch ends; the label of link_preview_fetches_total. */
export const fetchOutcomes = [
  "fetched",
  /** Its address is none that is fetched: another scheme or port, a name and password in it. */
  "refused_address",
  /** It is, or its name resolves to, a place that is not on the public internet. */
  "refused_place",
  "unresolved",
  "unreachable",
  "timeout",
  "redirects",
  "status",
  "type",
  "too_large",
] as const;

export type FetchOutcome = (typeof fetchOutcomes)[number];

/** Why there is nothing to be had at an address. */
export class FetchProblem extends Error {
  readonly outcome: Exclude<FetchOutcome, "fetched">;

  constructor(outcome: Exclude<FetchOutcome, "fetched">, cause?: unknown) {
    super(outcome, { cause });
    this.outcome = outcome;
  }
}
