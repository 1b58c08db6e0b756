import { type LabelSet, metricLabels } from "./metric-labels.ts";
import type { ShownMetric } from "./read-metrics.ts";

type Shown = ReadonlyMap<string, ShownMetric>;

/** docs/metrics.md, of what running services show. */
export function metricsPage({ chat, users }: { readonly chat: Shown; readonly users: Shown }): string {
  const both = [...chat.values()].filter(({ name }) => users.has(name));
  const only = (shown: Shown, other: Shown) => [...shown.values()].filter(({ name }) => !other.has(name));
  return `${introduction}
## Of every service

${table(both)}
## Of the chat instances

${table(only(chat, users))}
## Of the user-service

${table(only(users, chat))}`;
}

function table(metrics: readonly ShownMetric[]): string {
  const rows = metrics.map(({ name, type, help }) => {
    const labels = Object.entries(metricLabels[name] ?? {}).map(([label, set]) => `\`${label}\`: ${says(set)}`);
    return `| \`${name}\` | ${type} | ${unitOf(name, help)} | ${help} | ${labels.join(" · ")} |\n`;
  });
  return `| metric | type | unit | says | labels |\n|---|---|---|---|---|\n${rows.join("")}`;
}

function says(set: LabelSet): string {
  return "says" in set ? set.says : set.map((value) => `\`${value}\``).join(", ");
}

/** Prometheus' own convention: a name ends in its unit, in base units, and a counter in `_total` behind it. */
function unitOf(name: string, help: string): string {
  const unit = /_(seconds|bytes|ratio)(_total)?$/.exec(name)?.[1];
  if (unit !== undefined) return unit;
  return /^(1 while|Always 1)/.test(help) || name.endsWith("_info") ? "1 or 0" : "number";
}

const introduction = `# Metrics

What \`/metrics\` of each service's ops port shows, and what Prometheus keeps. The names are part of hubbub's interface: what is here stays.
A test holds this page to the running services, both ways, and every label to its closed set; after a change write it anew:
\`npx vitest run --project e2e tests/e2e/metrics -u\`.

Of Postgres, Redis and Nginx there are \`pg_up\`, \`redis_up\` and \`nginx_up\` with all that their exporters show
([operations.md](operations.md#who-measures-what)). What it costs to count: [performance.md](performance.md#what-the-metrics-cost).

Prometheus adds \`job\` (\`chat-service\`, \`user-service\`) and \`instance\` (\`chat-1\`, …). Times are histograms, which add up over instances;
the only quantiles that a process makes itself are those of Node's event loop. Counters begin at 0 with the process.

**Two clocks.** \`message_delivery_seconds\` and \`broker_lag_seconds\` begin on the instance that received the message (its clock travels in the header of the
Redis publication: \`received_us\`, \`published_us\`) and end on the one that delivers it. Where the clocks of two machines differ, the difference is in there: a
delivery looks longer by it, or shorter, and what comes out below zero counts as zero. On one machine there is one clock. With NTP or chrony the
difference is a millisecond or so. One sees it in \`broker_lag_seconds\`: of what they publish to each other, the instance whose clock is behind sees zeros,
and the other one the difference more.
What was read from the log, because Redis lost it or is away, is measured from its commit, by the clock of Postgres. What a client gets with its join is not
among them: it was not waiting for it. Instances of earlier releases send the same header, and measure what is healed not at all.
`;
