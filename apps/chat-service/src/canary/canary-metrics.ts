/** What the canary counts; the composition root gives it the metrics of the registry. */
export interface CanaryMetrics {
  /** canary_sent_total: committed and acknowledged. */
  sent(): void;
  /** canary_lost_total */
  lost(): void;
  /** canary_duplicates_total */
  duplicate(): void;
  /** canary_reordered_total */
  reordered(): void;
  /** canary_latency_seconds: from the sending, on whichever instance, to the hand-over here. */
  latencySeconds(seconds: number): void;
}
