import type { BoardSpec } from "../panel-spec.ts";
import { rate } from "../promql.ts";

const notRun = "no load test runs";

/** A load test as it runs: k6 writes its measures to Prometheus (loadtest/README.md). */
export const loadTest: BoardSpec = {
  uid: "hubbub-load-test",
  title: "hubbub: k6",
  about: "A load test as it runs, as its clients see it. `make loadtest` writes it.",
  isOfLoadTest: true,
  rows: {
    Clients: [
      {
        title: "Virtual users",
        about: "Of k6.",
        unit: "short",
        queries: { users: "sum(k6_vus)" },
        emptyBecause: notRun,
      },
      {
        title: "Connections joined",
        about: "Sockets that came into their room, per second.",
        unit: "ops",
        queries: { joined: `sum(${rate("k6_connections_joined_total")})` },
        emptyBecause: notRun,
      },
      {
        title: "Time to join",
        about: "From the connection to the room's page.",
        unit: "s",
        queries: { p95: "max(k6_join_ms_p95)", p99: "max(k6_join_ms_p99)" },
        emptyBecause: notRun,
      },
    ],
    Messages: [
      {
        title: "Messages",
        about: "Sent, acknowledged and delivered, per second.",
        unit: "ops",
        queries: {
          sent: `sum(${rate("k6_messages_sent_total")})`,
          acknowledged: `sum(${rate("k6_messages_acknowledged_total")})`,
          delivered: `sum(${rate("k6_messages_delivered_total")})`,
        },
        emptyBecause: notRun,
      },
      {
        title: "Time to the acknowledgement",
        about: "As the sender sees it.",
        unit: "s",
        queries: { p95: "max(k6_message_ack_ms_p95)", p99: "max(k6_message_ack_ms_p99)" },
        emptyBecause: notRun,
      },
      {
        title: "Time to delivery",
        about: "From a sender to a reader.",
        unit: "s",
        queries: { p95: "max(k6_message_delivery_ms_p95)", p99: "max(k6_message_delivery_ms_p99)" },
        emptyBecause: notRun,
      },
    ],
    "What must not be": [
      {
        title: "Lost and repeated",
        about: "Acknowledged messages that a reader never saw, and those it saw twice. Not 0: a fault of ours.",
        unit: "short",
        queries: {
          lost: "sum(k6_messages_lost_total) or vector(0)",
          repeated: "sum(k6_messages_repeated_total) or vector(0)",
        },
        failsFrom: 1,
        emptyBecause: notRun,
      },
      {
        title: "Errors",
        about: "Error frames and answers, per second.",
        unit: "ops",
        queries: { errors: `sum(${rate("k6_errors_total")}) or vector(0)` },
        emptyBecause: notRun,
      },
      {
        title: "HTTP time, p95",
        about: "Of the requests that k6 makes.",
        unit: "s",
        queries: { p95: "max(k6_http_req_duration_p95)" },
        emptyBecause: notRun,
      },
    ],
  },
};
