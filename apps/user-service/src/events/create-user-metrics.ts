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
  const sessionsEnded = new Counter({
    name: "sessions_ended_total",
    help: "Sessions ended before they expired.",
    labelNames: ["reason"],
    registers,
  });
  for (const reason of endReasons) sessionsEnded.inc({ reason }, 0);
  const accountsChanged = new Counter({
    name: "accounts_changed_total",
    help: "Changes that people made to their accounts.",
    labelNames: ["field"],
    registers,
  });
  for (const field of changedFields) accountsChanged.inc({ field }, 0);
  const expiredRowsDeleted = new Counter({
    name: "expired_rows_deleted_total",
    help: "Rows deleted because they had expired.",
    labelNames: ["table"],
    registers,
  });
  for (const table of tablesWithExpiry) expiredRowsDeleted.inc({ table }, 0);
  const signingKeyChanges = new Counter({
    name: "signing_key_changes_total",
    help: "Signing keys made, and deleted because their tokens were over.",
    labelNames: ["change"],
    registers,
  });
  for (const change of ["made", "deleted"]) signingKeyChanges.inc({ change }, 0);
  return {
    ...metrics,
    sessionsEnded,
    accountsChanged,
    expiredRowsDeleted,
    signingKeys: new Gauge({ name: "signing_keys", help: "Keys that verify access tokens.", registers }),
    signingKeyChanges,
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

const endReasons = ["logout", "revoked", "password_changed", "disabled", "deleted", "reused", "surplus"];
const changedFields = ["display_name", "email", "password", "disabled", "deleted"];
const tablesWithExpiry = ["sessions", "refresh_tokens", "known_addresses", "audit_events"];
