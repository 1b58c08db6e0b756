import { createMetrics, type Metrics } from "@hubbub/service-runtime";
import { Counter, Gauge } from "prom-client";

/** The metrics of every service, and those of this one. */
export interface UserMetrics extends Metrics {
  readonly sessionsEnded: Counter<"reason">;
  readonly accountsChanged: Counter<"field">;
  readonly expiredRowsDeleted: Counter<"table">;
  readonly signingKeys: Gauge;
  readonly signingKeyChanges: Counter<"change">;
  /** Reads the gauge when scraped. */
  observeWatchers(read: () => number): void;
}

export function createUserMetrics(): UserMetrics {
  const metrics = createMetrics("user-service");
  const registers = [metrics.registry];
  return {
    ...metrics,
    sessionsEnded: new Counter({
      name: "sessions_ended_total",
      help: "Sessions ended before they expired.",
      labelNames: ["reason"],
      registers,
    }),
    accountsChanged: new Counter({
      name: "accounts_changed_total",
      help: "Changes that people made to their accounts.",
      labelNames: ["field"],
      registers,
    }),
    expiredRowsDeleted: new Counter({
      name: "expired_rows_deleted_total",
      help: "Rows deleted because they had expired.",
      labelNames: ["table"],
      registers,
    }),
    signingKeys: new Gauge({ name: "signing_keys", help: "Keys that verify access tokens.", registers }),
    signingKeyChanges: new Counter({
      name: "signing_key_changes_total",
      help: "Signing keys made, and deleted because their tokens were over.",
      labelNames: ["change"],
      registers,
    }),
    observeWatchers(read) {
      const watchers: Gauge = new Gauge({
        name: "revocation_watchers",
        help: "Chat instances that hear at once which tokens are revoked.",
        registers,
        collect: () => watchers.set(read()),
      });
    },
  };
}
