import { report } from "./report.ts";
import { settings } from "./settings.ts";

/** What k6 hands to `handleSummary`, as far as it is read here. */
export interface RunData {
  readonly metrics: Readonly<Record<string, Metric | undefined>>;
  readonly state: { readonly testRunDurationMs: number };
}

export interface Metric {
  readonly values: Readonly<Record<string, number>>;
  readonly thresholds?: Readonly<Record<string, { readonly ok: boolean }>>;
}

/** A run in a dozen lines, and as a page where REPORT says where: what k6 writes, by file. */
export function summary(title: string, data: RunData): Record<string, string> {
  const broken = brokenThresholds(data);
  const count = (name: string) => data.metrics[name]?.values["count"] ?? 0;
  const lines = [
    "",
    `  hubbub ${title}: ${broken.length === 0 ? "PASSED" : "FAILED"}   (${seconds(data.state.testRunDurationMs)})`,
    "",
    `  accounts registered   ${count("accounts_registered")}`,
    `  connections joined    ${count("connections_joined")}`,
    `  messages sent         ${count("messages_sent")}   acknowledged ${count("messages_acknowledged")}`,
    `  messages delivered    ${count("messages_delivered")}   lost ${count("messages_lost")}   twice ${count("messages_repeated")}`,
    `  errors                ${count("errors")}`,
    "",
    `                        median       p95       p99       max`,
    latency("  opening to joined", data.metrics["join_ms"]),
    latency("  send to ack", data.metrics["message_ack_ms"]),
    latency("  send to delivery", data.metrics["message_delivery_ms"]),
    latency("  REST calls", data.metrics["http_req_duration"]),
    "",
    ...(broken.length === 0 ? ["  every threshold was kept"] : broken.map((text) => `  BROKEN  ${text}`)),
    "",
  ];
  const page = settings.reportPath === undefined ? {} : { [settings.reportPath]: report(title, data) };
  return { stdout: `${lines.join("\n")}\n`, ...page };
}

function brokenThresholds({ metrics }: RunData): string[] {
  return Object.entries(metrics).flatMap(([name, metric]) =>
    Object.entries(metric?.thresholds ?? {})
      .filter(([, { ok }]) => !ok)
      .map(([threshold]) => `${name}: ${threshold}`),
  );
}

function latency(title: string, metric: Metric | undefined): string {
  const columns = ["med", "p(95)", "p(99)", "max"].map((name) => {
    const value = metric?.values[name];
    return (value === undefined ? "-" : `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`).padStart(10);
  });
  return title.padEnd(20) + columns.join("");
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1_000)} s`;
}
