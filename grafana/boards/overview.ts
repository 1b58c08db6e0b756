import type { BoardSpec } from "../panel-spec.ts";
import { of, quantile, quantiles, rate, total } from "../promql.ts";

/** What an operator looks at first: is anything wrong, and where. */
export const overview: BoardSpec = {
  uid: "hubbub",
  title: "hubbub: Overview",
  about: "Whether people can talk, and which part is to blame where they cannot. The other dashboards go into each.",
  glance: [
    {
      title: "Alerts firing",
      about: "0 is well. Which: row Alerts. docs/operations.md has a section for each.",
      unit: "short",
      queries: { alerts: 'count(ALERTS{alertstate="firing"}) or vector(0)' },
      warnsFrom: 1,
    },
    {
      title: "Connections",
      about: "Open WebSockets on all chat instances.",
      unit: "short",
      queries: { connections: `sum(${of("websocket_connections")})` },
    },
    {
      title: "Messages",
      about: "Messages that Postgres has taken, per second.",
      unit: "ops",
      queries: { messages: total(of("messages_sent_total")) },
    },
    {
      title: "Delivery, p99",
      about:
        "From a message's receipt to the sockets of its readers, commit included. Promised: a quarter of a second.",
      unit: "s",
      queries: { p99: quantile(0.99, "message_delivery_seconds") },
      warnsFrom: 0.1,
      failsFrom: 0.25,
    },
    {
      title: "Requests that fail",
      about: "Share of HTTP requests answered with a status of 500 or more. Promised: one in a thousand.",
      unit: "percentunit",
      queries: {
        failed: `(${total(of("http_requests_total", 'status=~"5.."'))} or vector(0)) / ${total(of("http_requests_total"))}`,
      },
      warnsFrom: 0.001,
      failsFrom: 0.0144,
    },
    {
      title: "Parts that are down",
      about: "Instances, Postgres, Redis and Nginx that do not answer. Which: row Parts.",
      unit: "short",
      queries: { down: 'count({__name__=~"up|pg_up|redis_up|nginx_up|broker_up"} == 0) or vector(0)' },
      failsFrom: 1,
      alerts: ["InstanceDown", "ChatAway", "ChatInstanceGone"],
    },
  ],
  rows: {
    People: [
      {
        title: "People here",
        about:
          "People with an open page or program, on all instances. A fall of all at once: the edge, or an instance.",
        unit: "short",
        queries: { people: "max(presence_users)", connections: `sum(${of("websocket_connections")})` },
      },
      {
        title: "Messages by kind of room",
        about: "What people and programs send, per second.",
        unit: "ops",
        queries: { "{{room_kind}}": total(of("messages_sent_total"), "room_kind") },
        stacked: true,
      },
      {
        title: "Deliveries",
        about: "Frames handed to sockets, per second: a message to a room of a hundred is a hundred.",
        unit: "ops",
        queries: { "{{instance}}": total(of("messages_delivered_total"), "instance") },
        stacked: true,
      },
    ],
    Promises: [
      {
        title: "Sends that fail",
        about:
          "Share of what people send that could not be taken, over five minutes and an hour. It is tried again by their clients.",
        unit: "percentunit",
        queries: {
          "5 minutes": "sends:failed:rate5m / sends:tried:rate5m",
          "an hour": "sends:failed:rate1h / sends:tried:rate1h",
        },
        warnsFrom: 0.001,
        failsFrom: 0.0144,
        alerts: ["SendsBurnFast", "SendsBurnSlow"],
        emptyBecause: "nobody has sent anything for a while",
      },
      {
        title: "Deliveries that are late",
        about: "Share of deliveries that took more than a quarter of a second.",
        unit: "percentunit",
        queries: {
          "5 minutes": "deliveries:failed:rate5m / deliveries:tried:rate5m",
          "an hour": "deliveries:failed:rate1h / deliveries:tried:rate1h",
        },
        warnsFrom: 0.01,
        failsFrom: 0.144,
        alerts: ["DeliveriesBurnFast", "DeliveriesBurnSlow"],
        emptyBecause: "nobody has sent anything for a while",
      },
      {
        title: "Requests that fail, in the long run",
        about: "Share of HTTP requests answered with a status of 500 or more.",
        unit: "percentunit",
        queries: {
          "5 minutes": "requests:failed:rate5m / requests:tried:rate5m",
          "an hour": "requests:failed:rate1h / requests:tried:rate1h",
        },
        warnsFrom: 0.001,
        failsFrom: 0.0144,
        alerts: ["RequestsBurnFast", "RequestsBurnSlow"],
      },
    ],
    Saturation: [
      {
        title: "Processor",
        about: "Cores in use. A chat instance can use about one: near 1, start another.",
        unit: "short",
        queries: { "{{instance}}": rate(of("process_cpu_seconds_total", 'job=~".*-service"')) },
        warnsFrom: 0.9,
      },
      {
        title: "Commands waiting",
        about: "For their commit, of the 20 000 that an instance may hold. Rising: Postgres is slow.",
        unit: "short",
        queries: { "{{instance}}": of("room_log_queue_items") },
        warnsFrom: 2000,
        failsFrom: 16_000,
      },
      {
        title: "Time to commit",
        about: "From a command's arrival to its commit: the queue and Postgres together.",
        unit: "s",
        queries: quantiles("message_commit_seconds"),
        warnsFrom: 0.1,
        failsFrom: 1,
      },
    ],
    Parts: [
      {
        title: "Postgres, Redis, Nginx",
        about: "1 while it answers. Where an exporter cannot be had here there is no line.",
        unit: "short",
        queries: { Postgres: "min(pg_up)", Redis: "min(redis_up)", Nginx: "min(nginx_up)" },
        failsUpTo: 0,
        alerts: ["PostgresAway", "RedisAway", "NginxAway"],
        emptyBecause: "their exporters cannot be had here",
      },
      {
        title: "The broker, as instances see it",
        about: "1 while an instance hears of the others over Redis; at 0 it asks Postgres every second.",
        unit: "short",
        queries: { "{{instance}}": of("broker_up") },
        failsUpTo: 0,
        alerts: ["BrokerAway"],
      },
      {
        title: "Alerts",
        about: "What fires, and what waits to.",
        unit: "short",
        queries: { "{{alertname}} {{alertstate}}": "sum by (alertname, alertstate) (ALERTS)" },
        emptyBecause: "nothing is wrong",
        stacked: true,
      },
    ],
  },
};
