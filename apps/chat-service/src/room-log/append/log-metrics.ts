/** What the writer counts. The composition root gives it the service's metrics. */
export interface LogMetrics {
  /** message_commit_seconds: from a command's arrival to its commit. */
  committed(seconds: number): void;
  /** message_commit_batch_size: items of one successful transaction. */
  batch(items: number): void;
}
