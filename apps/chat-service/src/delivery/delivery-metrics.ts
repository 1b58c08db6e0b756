/** What delivery counts; the composition root gives it the metrics of the registry. */
export interface DeliveryMetrics {
  /** messages_delivered_total: log frames handed to sockets. */
  delivered(frames: number): void;
  /** message_delivery_seconds: from the receipt of the command, on whichever instance, to the hand-over here. */
  deliverySeconds(seconds: number): void;
  /** room_gaps_total{healed_by} */
  gap(healedBy: GapHealedBy): void;
  /** slow_consumers_total */
  slowConsumer(): void;
  /** resumes_total{result} */
  resume(result: ResumeResult): void;
}

/** What filled a hole: a later broker message, a read of the log, or the closing of the room's sockets. */
export type GapHealedBy = "broker" | "log" | "resync";

/** `ring` and `log` recovered, served from there; the others got a fresh page and say why. */
export type ResumeResult = "ring" | "log" | "too_far" | "ahead" | "other_epoch";
