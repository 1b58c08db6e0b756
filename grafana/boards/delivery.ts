import type { BoardSpec } from "../panel-spec.ts";
import { of, quantile, quantiles, total } from "../promql.ts";

/** A message's way from one socket to the others. */
export const delivery: BoardSpec = {
  uid: "hubbub-delivery",
  title: "hubbub: Delivery",
  about:
    "A message's way: queue, commit, broker, the other instances, their sockets; and what heals it where something is lost.",
  rows: {
    "The way of a message": [
      {
        title: "Commit",
        about:
          "From a command's arrival to its commit: the queue and Postgres together. Rising: look at Postgres first.",
        unit: "s",
        queries: quantiles("message_commit_seconds"),
        warnsFrom: 0.1,
        failsFrom: 1,
        alerts: ["CommitsAreSlow"],
      },
      {
        title: "Broker",
        about: "From a publication to its arrival on another instance: Redis, and how busy both are.",
        unit: "s",
        queries: quantiles("broker_lag_seconds"),
        warnsFrom: 0.1,
        emptyBecause: "there is one chat instance only",
      },
      {
        title: "Delivery",
        about: "From a message's receipt, on whichever instance, to its hand-over to the sockets of an instance.",
        unit: "s",
        queries: quantiles("message_delivery_seconds"),
        warnsFrom: 0.1,
        failsFrom: 0.25,
      },
      {
        title: "Delivery by instance, p99",
        about: "One that is slower than the others is too busy, or far away.",
        unit: "s",
        queries: { "{{instance}}": quantile(0.99, "message_delivery_seconds", { by: "instance" }) },
        warnsFrom: 0.1,
        failsFrom: 0.25,
      },
      {
        title: "Commands in one commit",
        about: "Group commit: the busier, the more go together.",
        unit: "short",
        queries: quantiles("message_commit_batch_size"),
      },
      {
        title: "Waiting for a commit",
        about: "Commands that have no answer yet, of 20 000, by instance.",
        unit: "short",
        queries: { "{{instance}}": of("room_log_queue_items") },
        failsFrom: 16_000,
        alerts: ["QueueNearBound"],
      },
    ],
    Healing: [
      {
        title: "Holes healed",
        about:
          "Events that the broker lost or delayed: a later message filled them (broker), Postgres did (log), or the room was read anew (resync).",
        unit: "ops",
        queries: { "{{healed_by}}": total(of("room_gaps_total"), "healed_by") },
        alerts: ["GapsNotHealing", "GapsMany"],
      },
      {
        title: "Dropped between instances",
        about: "Messages that did not get through the broker; what they carried is healed from Postgres.",
        unit: "ops",
        queries: { "{{reason}}": total(of("broker_dropped_total"), "reason") },
      },
      {
        title: "Resumes",
        about: "Clients that came back: from memory (ring), from Postgres (log), or with a fresh page and why.",
        unit: "ops",
        queries: { "{{result}}": total(of("resumes_total"), "result") },
        emptyBecause: "no client has come back to a room yet",
      },
    ],
    Sockets: [
      {
        title: "Connections by instance",
        about: "Nginx spreads clients by address (ip_hash): uneven is normal with few networks.",
        unit: "short",
        queries: { "{{instance}}": of("websocket_connections") },
      },
      {
        title: "Disconnects by close code",
        about:
          "1000 and 1001: people leave. 4001: a reader was too slow. 4004: its room was read anew. 4005 and 4500: tokens. 4502: signed out.",
        unit: "ops",
        queries: { "{{code}}": total(of("websocket_disconnects_total"), "code") },
        emptyBecause: "nobody has left yet",
      },
      {
        title: "Slow readers ended",
        about: "They come back and resume. Steady: the network or a client cannot keep up.",
        unit: "ops",
        queries: { "{{instance}}": total(of("slow_consumers_total"), "instance") },
        alerts: ["SlowReaders"],
      },
      {
        title: "Errors told to sockets",
        about: "Error frames by code. unavailable: Postgres. overloaded: a queue is full. rate_limited: see Abuse.",
        unit: "ops",
        queries: { "{{code}}": total(of("websocket_command_errors_total"), "code") },
        emptyBecause: "no command was refused yet",
      },
      {
        title: "Rooms with readers",
        about: "Rooms in the memory of an instance.",
        unit: "short",
        queries: { "{{instance}}": of("rooms_active") },
      },
      {
        title: "Told outside of open rooms",
        about: "Unread marks, direct messages, receipts and broadcasts, whether or not the room is open.",
        unit: "ops",
        queries: { "{{frame}}": total(of("activity_frames_total"), "frame") },
        emptyBecause: "nobody wrote to somebody who has another room open yet",
      },
    ],
    "What waits to be told": [
      {
        title: "Waiting to be told",
        about: "Rising without end: an instance is too busy, or Postgres too slow.",
        unit: "short",
        queries: {
          sockets: `sum(${of("activity_waiting_sockets")})`,
          "memberships to read": `sum(${of("activity_waiting_reads")})`,
          "delivered marks": `sum(${of("activity_waiting_delivered")})`,
          broadcasts: `sum(${of("activity_waiting_broadcasts")})`,
          "counts to read": `sum(${of("activity_waiting_counts")})`,
        },
      },
      {
        title: "Not told",
        about: "A socket was behind or a bound was reached. Clients make up for it when they next read their rooms.",
        unit: "ops",
        queries: { "{{reason}}": total(of("activity_dropped_total"), "reason") },
      },
      {
        title: "Subscriptions",
        about: "Rooms and people that instances want to hear of.",
        unit: "short",
        queries: { "{{of}}": `sum by (of) (${of("broker_subscriptions")})` },
      },
    ],
    Canary: [
      {
        title: "Canaries sent",
        about: "Messages of the system's own that were acknowledged, one every few seconds, by one instance at a time.",
        unit: "ops",
        queries: { "{{instance}}": total(of("canary_sent_total"), "instance") },
        alerts: ["CanarySilent"],
      },
      {
        title: "What became of canaries",
        about: "Each is a promise that was broken on that instance, with canaries or with people's messages as well.",
        unit: "ops",
        queries: {
          "lost {{instance}}": total(of("canary_lost_total"), "instance"),
          "twice {{instance}}": total(of("canary_duplicates_total"), "instance"),
          "out of order {{instance}}": total(of("canary_reordered_total"), "instance"),
        },
        failsFrom: 0.0001,
        alerts: ["CanaryLost", "CanaryDuplicated", "CanaryReordered"],
      },
      {
        title: "Canaries by instance, p95",
        about: "From the sending to the hand-over on each instance. An instance without a line hears nothing.",
        unit: "s",
        queries: { "{{instance}}": quantile(0.95, "canary_latency_seconds", { by: "instance" }) },
        warnsFrom: 0.25,
        failsFrom: 1,
        alerts: ["CanaryUnheard", "CanarySlow"],
      },
    ],
  },
};
