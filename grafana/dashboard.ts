import { DashboardBuilder, RowBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import { type PanelSpec, statPanel, timePanel } from "./panels.ts";

const rate = (counter: string): string => `rate(${counter}[$__rate_interval])`;
const quantile = (q: number, histogram: string, by = ""): string =>
  `histogram_quantile(${q}, sum by (le${by}) (${rate(`${histogram}_bucket`)}))`;

const glance: readonly PanelSpec[] = [
  {
    title: "Connections",
    about: "Open WebSockets on all chat instances.",
    unit: "short",
    queries: { connections: "sum(websocket_connections)" },
  },
  {
    title: "People here",
    about: "People with any joined socket, on all instances.",
    unit: "short",
    queries: { people: "sum(presence_users)" },
  },
  {
    title: "Messages committed",
    about: "Messages that Postgres has, per second.",
    unit: "ops",
    queries: { messages: `sum(${rate("messages_sent_total")})` },
  },
  {
    title: "Deliveries",
    about: "Frames handed to sockets, per second.",
    unit: "ops",
    queries: { deliveries: `sum(${rate("messages_delivered_total")})` },
  },
  {
    title: "Delivery, p99",
    about: "From a frame's arrival to its hand-over to the local sockets, commit included.",
    unit: "s",
    queries: { p99: quantile(0.99, "message_delivery_seconds") },
  },
  {
    title: "Server errors",
    about: "HTTP answers with a status of 500 or more, per second. Not 0 for a minute: see the services' logs.",
    unit: "ops",
    queries: { errors: `sum(${rate('http_requests_total{status=~"5.."}')}) or vector(0)` },
  },
];

const messages: readonly PanelSpec[] = [
  {
    title: "Messages committed by kind of room",
    about: "What people and programs send.",
    unit: "ops",
    queries: { "{{room_kind}}": `sum by (room_kind) (${rate("messages_sent_total")})` },
  },
  {
    title: "Commit time",
    about: "From a command's arrival to its commit: the queue and Postgres together. Rising: look at Postgres first.",
    unit: "s",
    queries: { p50: quantile(0.5, "message_commit_seconds"), p99: quantile(0.99, "message_commit_seconds") },
  },
  {
    title: "Delivery time",
    about: "From a frame's arrival to its hand-over to the local sockets, on any instance.",
    unit: "s",
    queries: { p50: quantile(0.5, "message_delivery_seconds"), p99: quantile(0.99, "message_delivery_seconds") },
  },
  {
    title: "Commands in one commit",
    about: "Group commit: the busier, the more go together.",
    unit: "short",
    queries: {
      p50: quantile(0.5, "message_commit_batch_size"),
      p99: quantile(0.99, "message_commit_batch_size"),
    },
  },
  {
    title: "Deliveries by instance",
    about: "Frames handed to sockets.",
    unit: "ops",
    queries: { "{{instance}}": `sum by (instance) (${rate("messages_delivered_total")})` },
  },
  {
    title: "Broker lag",
    about: "From a publication to its arrival on another instance.",
    unit: "s",
    queries: { p50: quantile(0.5, "broker_lag_seconds"), p99: quantile(0.99, "broker_lag_seconds") },
  },
];

const sockets: readonly PanelSpec[] = [
  {
    title: "Connections by instance",
    about: "Nginx spreads clients by address (ip_hash): uneven is normal with few networks.",
    unit: "short",
    queries: { "{{instance}}": "websocket_connections" },
  },
  {
    title: "Disconnects by close code",
    about: "4001: a reader was too slow. 4004: its room was read anew. 4005 and 4500: tokens.",
    unit: "ops",
    queries: { "{{code}}": `sum by (code) (${rate("websocket_disconnects_total")})` },
  },
  {
    title: "Rooms with readers",
    about: "Room hubs in memory, by instance.",
    unit: "short",
    queries: { "{{instance}}": "rooms_active" },
  },
  {
    title: "Holes healed",
    about: "Events that the broker lost or delayed and that were read from Postgres instead.",
    unit: "ops",
    queries: { "{{healed_by}}": `sum by (healed_by) (${rate("room_gaps_total")})` },
  },
  {
    title: "Resumes",
    about: "Clients that came back: from memory, from Postgres, or with a fresh page.",
    unit: "ops",
    queries: { "{{result}}": `sum by (result) (${rate("resumes_total")})` },
  },
  {
    title: "Slow readers ended",
    about: "They come back and resume. Steady: the network or a client cannot keep up.",
    unit: "ops",
    queries: { "{{instance}}": `sum by (instance) (${rate("slow_consumers_total")})` },
  },
];

const activity: readonly PanelSpec[] = [
  {
    title: "Told outside of open rooms",
    about: "Unread marks, direct messages, receipts and broadcasts, whether or not the room is joined.",
    unit: "ops",
    queries: { "{{frame}}": `sum by (frame) (${rate("activity_frames_total")})` },
  },
  {
    title: "Not told",
    about: "A socket was behind or a bound was reached. Clients make up for it when they next read their rooms.",
    unit: "ops",
    queries: { "{{reason}}": `sum by (reason) (${rate("activity_dropped_total")})` },
  },
  {
    title: "Waiting to be told",
    about: "Rising without end: an instance is too busy, or Postgres too slow.",
    unit: "short",
    queries: {
      sockets: "sum(activity_waiting_sockets)",
      "memberships to read": "sum(activity_waiting_reads)",
      "delivered marks": "sum(activity_waiting_delivered)",
      broadcasts: "sum(activity_waiting_broadcasts)",
      "counts to read": "sum(activity_waiting_counts)",
    },
  },
];

const limits: readonly PanelSpec[] = [
  {
    title: "Refused by limits",
    about:
      "By limit (docs/limits.md). One that many people meet: they may all seem to come from one address (TRUSTED_PROXIES).",
    unit: "ops",
    queries: { "{{limit}}": `sum by (limit) (${rate("rate_limited_total")})` },
  },
  {
    title: "Limiting alone",
    about: "1 where an instance cannot share its limits: without Redis, or while it is away.",
    unit: "short",
    queries: { "{{instance}}": "rate_limits_alone" },
  },
  {
    title: "Shares remembered",
    about: "Of accounts and addresses, by instance.",
    unit: "short",
    queries: { "{{instance}}": "rate_limit_entries" },
  },
];

const calls: readonly PanelSpec[] = [
  {
    title: "HTTP requests by status",
    about: "REST over both services.",
    unit: "reqps",
    queries: { "{{status}}": `sum by (status) (${rate("http_requests_total")})` },
  },
  {
    title: "HTTP time, p99",
    about: "By service.",
    unit: "s",
    queries: { "{{job}}": quantile(0.99, "http_request_seconds", ", job") },
  },
  {
    title: "Sign-ins",
    about: "By method and result. Many failures: someone guesses passwords.",
    unit: "ops",
    queries: { "{{method}} {{result}}": `sum by (method, result) (${rate("auth_requests_total")})` },
  },
  {
    title: "gRPC calls",
    about: "Between services, as their clients count them.",
    unit: "reqps",
    queries: { "{{method}} {{code}}": `sum by (method, code) (${rate('grpc_calls_total{side="client"}')})` },
  },
  {
    title: "gRPC time, p99",
    about: "By method, as clients see it.",
    unit: "s",
    queries: { "{{method}}": quantile(0.99, "grpc_call_seconds", ", method") },
  },
  {
    title: "Postgres connections",
    about: "In use and waiting for one, by service. Waiting for long: the pool is too small or Postgres too slow.",
    unit: "short",
    queries: {
      "{{job}} in use": "sum by (job) (postgres_pool_connections)",
      "{{job}} waiting": "sum by (job) (postgres_pool_waiting)",
    },
  },
];

const processes: readonly PanelSpec[] = [
  {
    title: "Processor",
    about: "Cores in use. A chat instance can use about one.",
    unit: "short",
    queries: { "{{instance}}": `sum by (instance) (${rate("process_cpu_seconds_total")})` },
  },
  {
    title: "Memory",
    about: "Resident set.",
    unit: "bytes",
    queries: { "{{instance}}": "process_resident_memory_bytes" },
  },
  {
    title: "Event loop lag, p99",
    about: "How long a turn of Node's event loop is late. Above 0.1 s: the instance is too busy.",
    unit: "s",
    queries: { "{{instance}}": "nodejs_eventloop_lag_p99_seconds" },
  },
];

/** The one provisioned dashboard; `make generate` writes it to grafana/dashboards/hubbub.json. */
export function buildDashboard(): unknown {
  const builder = new DashboardBuilder("hubbub")
    .uid("hubbub")
    .tags(["hubbub"])
    .refresh("5s")
    .time({ from: "now-15m", to: "now" })
    .timezone("browser");
  for (const spec of glance) builder.withPanel(statPanel(spec));
  const rows = {
    Messages: messages,
    Sockets: sockets,
    Activity: activity,
    Limits: limits,
    Calls: calls,
    Processes: processes,
  };
  for (const [title, specs] of Object.entries(rows)) {
    builder.withRow(new RowBuilder(title));
    for (const spec of specs) builder.withPanel(timePanel(spec));
  }
  return builder.build();
}
