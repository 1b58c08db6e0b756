import { Counter, Gauge, type Registry } from "prom-client";

export interface PeopleMetrics {
  readonly frames: Counter<"frame">;
  readonly dropped: Counter<"reason">;
  /** Reads the gauges when scraped. */
  observe(read: () => PeopleStats): void;
  /** Likewise. */
  observePresence(read: () => WatchingStats): void;
}

/** A moment's numbers. */
export interface PeopleStats {
  readonly people: number;
  readonly rooms: number;
  readonly memberships: number;
  readonly waitingSockets: number;
  readonly waitingReads: number;
  readonly waitingDelivered: number;
  readonly waitingBroadcasts: number;
  readonly waitingCounts: number;
}

export interface WatchingStats {
  readonly watched: number;
  readonly watchPairs: number;
  readonly waitingReads: number;
  readonly waitingSockets: number;
  readonly waitingLastSeen: number;
}

const frames = [
  "room_activity",
  "direct_message",
  "member_removed",
  "receipt",
  "room_counts",
  "thread_activity",
  "blocks_changed",
  "broadcast",
  "presence",
  "room_counts",
] as const;
export type PersonFrame = (typeof frames)[number];

const dropReasons = [
  "slow_socket",
  "untold_rooms",
  "heads_while_reading",
  "rooms_of_person",
  "delivered_marks",
  "broadcasts",
  "active_threads",
  "followers",
  "called_people",
  "counts_at_start",
  "watched_people",
  "last_seen",
] as const;

/** What people are told, counted; once per process and registry. */
export function createPeopleMetrics(registry: Registry): PeopleMetrics {
  const registers = [registry];
  const sent = new Counter({
    name: "activity_frames_total",
    help: "Frames handed to sockets whether or not they joined the room.",
    labelNames: ["frame"],
    registers,
  });
  for (const frame of frames) sent.inc({ frame }, 0);
  const dropped = new Counter({
    name: "activity_dropped_total",
    help: "What was not told, because a socket is behind or a bound was reached.",
    labelNames: ["reason"],
    registers,
  });
  for (const reason of dropReasons) dropped.inc({ reason }, 0);

  function gauge(name: string, help: string, of: () => number): void {
    const made: Gauge = new Gauge({
      name,
      help,
      registers,
      collect() {
        made.set(of());
      },
    });
  }

  return {
    frames: sent,
    dropped,
    observe(read) {
      gauge("activity_people", "People with an authenticated socket here.", () => read().people);
      gauge("activity_rooms", "Rooms with members who are connected here.", () => read().rooms);
      gauge("activity_memberships", "Pairs of connected people and rooms.", () => read().memberships);
      gauge("activity_waiting_sockets", "Sockets with rooms to be told of.", () => read().waitingSockets);
      gauge("activity_waiting_reads", "People whose rooms are to be read.", () => read().waitingReads);
      gauge("activity_waiting_delivered", "Delivered marks to be written.", () => read().waitingDelivered);
      gauge("activity_waiting_broadcasts", "Broadcasts that not every socket has yet.", () => read().waitingBroadcasts);
      gauge(
        "activity_waiting_counts",
        "Pairs of a socket that has come and a room, of which is to be counted what is unread.",
        () => read().waitingCounts,
      );
    },
    observePresence(read) {
      gauge("watched_people", "People whose presence sockets here are told.", () => read().watched);
      gauge("watched_people_pairs", "Pairs of somebody and those who watch them together.", () => read().watchPairs);
      gauge("watched_people_waiting_reads", "Those of them who are to be looked up.", () => read().waitingReads);
      gauge(
        "watched_people_waiting_sockets",
        "Sockets to be told of somebody's presence.",
        () => read().waitingSockets,
      );
      gauge("last_seen_waiting", "People of whom is to be written when they were here.", () => read().waitingLastSeen);
    },
  };
}
