import type { FigureName } from "../figures/figures.ts";
import type { ServerName } from "../servers/bench-server.ts";

/** What hubbub is to reach: a figure of its own, or its ratio to another server's in the same runs. */
export interface Goal {
  readonly load: string;
  /** Whose figure it is; hubbub's without. */
  readonly server?: ServerName;
  readonly figure: FigureName;
  readonly bound: "at most" | "at least";
  readonly limit: number;
  /** Whose figure the limit is a multiple of; without both the limit is in the figure's own unit. */
  readonly times?: ServerName;
  /** The load of the same server whose figure the limit is a multiple of. */
  readonly timesLoad?: string;
}

export const goals: readonly Goal[] = [
  { load: "rooms", figure: "chatCpuUsPerDelivery", bound: "at most", limit: 0.8, times: "socket-io" },
  { load: "rooms", figure: "chatCpuUsPerDelivery", bound: "at most", limit: 1.05, times: "ws" },
  { load: "many", figure: "chatCpuUsPerDelivery", bound: "at most", limit: 0.65, times: "socket-io" },
  { load: "many", figure: "chatCpuUsPerDelivery", bound: "at most", limit: 0.9, times: "ws" },
  { load: "hot100", figure: "chatCpuUsPerDelivery", bound: "at most", limit: 0.35, times: "socket-io" },
  { load: "hot100", figure: "chatCpuUsPerDelivery", bound: "at most", limit: 0.6, times: "uws" },
  { load: "hot100", figure: "p99Ms", bound: "at most", limit: 80 },
  {
    load: "rooms",
    server: "hubbub-limited",
    figure: "cpuUsPerDelivery",
    bound: "at most",
    limit: 1.03,
    times: "hubbub",
  },
  {
    load: "many",
    server: "hubbub-limited",
    figure: "cpuUsPerDelivery",
    bound: "at most",
    limit: 1.03,
    times: "hubbub",
  },
  {
    load: "ingest",
    server: "hubbub-limited",
    figure: "cpuUsPerCommit",
    bound: "at most",
    limit: 1.03,
    times: "hubbub",
  },
  { load: "thread", figure: "cpuUsPerDelivery", bound: "at most", limit: 1.5, timesLoad: "plain100" },
  { load: "uploads", figure: "p99Ms", bound: "at most", limit: 2, timesLoad: "rooms" },
  { load: "rooms", figure: "p50Ms", bound: "at most", limit: 4 },
  { load: "rooms", figure: "p99Ms", bound: "at most", limit: 15 },
  { load: "many", figure: "p50Ms", bound: "at most", limit: 4 },
  { load: "many", figure: "p99Ms", bound: "at most", limit: 15 },
  { load: "idle", figure: "rssBytesPerConnection", bound: "at most", limit: 0.25, times: "socket-io" },
  { load: "storm", figure: "cpuUsPerJoin", bound: "at most", limit: 1, times: "socket-io" },
  { load: "ingest", figure: "committedPerSecond", bound: "at least", limit: 5, times: "inserts" },
  { load: "search", figure: "commonSearchP95Ms", bound: "at most", limit: 150 },
  { load: "search", figure: "rareSearchP95Ms", bound: "at most", limit: 50 },
  { load: "resume", figure: "caughtUpSeconds", bound: "at most", limit: 3 },
  { load: "resume", figure: "queriesPerClient", bound: "at most", limit: 0.1 },
];
