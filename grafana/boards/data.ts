import type { BoardSpec, PanelSpec } from "../panel-spec.ts";
import { of, rate, total } from "../promql.ts";

/** Without its exporter there is nothing to draw. */
const noExporter = "its exporter cannot be had here";

const postgres: readonly PanelSpec[] = [
  {
    title: "Transactions",
    about: "By database, per second.",
    unit: "ops",
    queries: { "{{datname}}": `sum by (datname) (${rate('pg_stat_database_xact_commit{datname=~"hubbub.*"}')})` },
    emptyBecause: noExporter,
  },
  {
    title: "Connections",
    about: "Of Postgres, by database.",
    unit: "short",
    queries: { "{{datname}}": 'sum by (datname) (pg_stat_database_numbackends{datname=~"hubbub.*"})' },
    emptyBecause: noExporter,
  },
  {
    title: "Read from disk",
    about: "Share of blocks that were not in memory. Above a few in a hundred for long: more memory.",
    unit: "percentunit",
    queries: {
      "{{datname}}": `sum by (datname) (${rate('pg_stat_database_blks_read{datname=~"hubbub.*"}')}) / (sum by (datname) (${rate('pg_stat_database_blks_read{datname=~"hubbub.*"}')}) + sum by (datname) (${rate('pg_stat_database_blks_hit{datname=~"hubbub.*"}')}))`,
    },
    emptyBecause: noExporter,
  },
  {
    title: "Growth",
    about: "Bytes of each database.",
    unit: "bytes",
    queries: { "{{datname}}": 'pg_database_size_bytes{datname=~"hubbub.*"}' },
    emptyBecause: noExporter,
  },
  {
    title: "Deadlocks and rollbacks",
    about: "Deadlocks are a fault of ours. Some rollbacks are normal: somebody took a name that is taken.",
    unit: "ops",
    queries: {
      deadlocks: `sum(${rate('pg_stat_database_deadlocks{datname=~"hubbub.*"}')})`,
      rollbacks: `sum(${rate('pg_stat_database_xact_rollback{datname=~"hubbub.*"}')})`,
    },
    emptyBecause: noExporter,
  },
  {
    title: "Waiting for a connection",
    about: "Queries of the services, by pool. For long: the pool is too small or Postgres too slow.",
    unit: "short",
    queries: {
      "{{job}} {{pool}} in use": `sum by (job, pool) (${of("postgres_pool_connections")} - ${of("postgres_pool_idle")})`,
      "{{job}} {{pool}} waiting": `sum by (job, pool) (${of("postgres_pool_waiting")})`,
    },
    alerts: ["PoolExhausted"],
  },
];

const redis: readonly PanelSpec[] = [
  {
    title: "Commands of Redis",
    about: "Per second; a publication is one.",
    unit: "ops",
    queries: { commands: `sum(${rate("redis_commands_processed_total")})` },
    emptyBecause: noExporter,
  },
  {
    title: "Memory of Redis",
    about: "It keeps little: presence, limits, and what waits for slow instances.",
    unit: "bytes",
    queries: { used: "max(redis_memory_used_bytes)" },
    emptyBecause: noExporter,
  },
  {
    title: "Clients of Redis",
    about: "Some for each instance. A fall: Redis was away.",
    unit: "short",
    queries: { clients: "max(redis_connected_clients)" },
    emptyBecause: noExporter,
  },
];

/** Where things are kept, and what waits for it. */
export const data: BoardSpec = {
  uid: "hubbub-data",
  title: "hubbub: Data",
  about: "Postgres, Redis, Nginx, what waits in queues, and what grows.",
  rows: {
    Postgres: postgres,
    Redis: redis,
    Nginx: [
      {
        title: "Connections of Nginx",
        about: "active: all. waiting: idle ones of browsers. Sockets count as writing.",
        unit: "short",
        queries: {
          active: "sum(nginx_connections_active)",
          reading: "sum(nginx_connections_reading)",
          writing: "sum(nginx_connections_writing)",
          waiting: "sum(nginx_connections_waiting)",
        },
        emptyBecause: noExporter,
      },
      {
        title: "Requests of Nginx",
        about: "All that comes to the edge, per second.",
        unit: "reqps",
        queries: { requests: `sum(${rate("nginx_http_requests_total")})` },
        emptyBecause: noExporter,
      },
      {
        title: "Connections not taken",
        about: "Accepted and not handled: Nginx has too few worker connections or descriptors.",
        unit: "ops",
        queries: {
          "not taken": `sum(${rate("nginx_connections_accepted")}) - sum(${rate("nginx_connections_handled")})`,
        },
        emptyBecause: noExporter,
      },
    ],
    Queues: [
      {
        title: "Bytes waiting for a commit",
        about: "Of the 32 MiB that an instance may hold.",
        unit: "bytes",
        queries: { "{{instance}}": of("room_log_queue_bytes") },
        failsFrom: 26_843_546,
      },
      {
        title: "Waiting to be made findable",
        about: "Rooms with messages that a search does not find yet. At most seconds.",
        unit: "short",
        queries: {
          "{{instance}} soon": of("search_index_waiting_rooms"),
          "all rooms": `max(${of("search_rooms_to_index")})`,
        },
      },
      {
        title: "Files: waiting",
        about: "Pictures that are to be made anew, messages whose links are to be looked at, files to remove.",
        unit: "short",
        queries: {
          pictures: `sum(${of("file_pictures_waiting")})`,
          "link previews": `sum(${of("link_previews_waiting")})`,
          "files to remove": `max(${of("files_to_remove")})`,
        },
      },
      {
        title: "Passwords being hashed",
        about: "Running and waiting, on the user-service. Waiting for long: many sign in at once, or somebody guesses.",
        unit: "short",
        queries: {
          running: `sum(${of("password_hashes_running")})`,
          waiting: `sum(${of("password_hashes_waiting")})`,
        },
      },
      {
        title: "Left to do",
        about: "Deleted accounts that rooms still name, and what is not in the audit log yet. Near 0.",
        unit: "short",
        queries: {
          "deleted accounts": `max(${of("deleted_accounts_waiting")})`,
          "audit events": `max(${of("audit_events_waiting")})`,
        },
      },
      {
        title: "Rows that went",
        about: "What was kept long enough, per second, by table.",
        unit: "ops",
        queries: { "{{table}}": total(of("expired_rows_deleted_total"), "table") },
        emptyBecause: "nothing is old enough",
      },
    ],
  },
};
