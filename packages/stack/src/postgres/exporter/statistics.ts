/** One query of Postgres' own statistics, and the metrics that its columns of the same names are. */
export interface Statistic {
  readonly sql: string;
  /** Columns that tell the rows apart. */
  readonly labels: readonly string[];
  readonly metrics: Readonly<Record<string, { readonly type: "counter" | "gauge"; readonly help: string }>>;
}

const counter = (help: string) => ({ type: "counter", help }) as const;
const gauge = (help: string) => ({ type: "gauge", help }) as const;

/**
 * What is shown of Postgres: a part of what postgres_exporter shows, under the same names, so that dashboards and alerts are
 * good for both. All of it is open to a role with `pg_monitor`.
 */
export const statistics: readonly Statistic[] = [
  {
    sql: `select activity.datname, numbackends as pg_stat_database_numbackends, xact_commit as pg_stat_database_xact_commit,
                 xact_rollback as pg_stat_database_xact_rollback, blks_read as pg_stat_database_blks_read,
                 blks_hit as pg_stat_database_blks_hit, tup_inserted as pg_stat_database_tup_inserted,
                 tup_updated as pg_stat_database_tup_updated, tup_deleted as pg_stat_database_tup_deleted,
                 deadlocks as pg_stat_database_deadlocks, temp_bytes as pg_stat_database_temp_bytes,
                 pg_database_size(datid) as pg_database_size_bytes
            from pg_stat_database as activity join pg_database on oid = datid where not datistemplate`,
    labels: ["datname"],
    metrics: {
      pg_stat_database_numbackends: gauge("Connections to the database."),
      pg_stat_database_xact_commit: counter("Transactions committed."),
      pg_stat_database_xact_rollback: counter("Transactions rolled back."),
      pg_stat_database_blks_read: counter("Blocks read from below Postgres' own memory."),
      pg_stat_database_blks_hit: counter("Blocks found in Postgres' own memory."),
      pg_stat_database_tup_inserted: counter("Rows inserted."),
      pg_stat_database_tup_updated: counter("Rows updated."),
      pg_stat_database_tup_deleted: counter("Rows deleted."),
      pg_stat_database_deadlocks: counter("Deadlocks found."),
      pg_stat_database_temp_bytes: counter("Bytes of queries that did not fit into memory."),
      pg_database_size_bytes: gauge("Size of the database on disk, in bytes."),
    },
  },
  {
    sql: `select datname, coalesce(state, 'none') as state, count(*) as pg_stat_activity_count,
                 coalesce(extract(epoch from max(clock_timestamp() - xact_start)), 0) as pg_stat_activity_max_tx_duration
            from pg_stat_activity where datname is not null group by 1, 2`,
    labels: ["datname", "state"],
    metrics: {
      pg_stat_activity_count: gauge("Connections by what they do."),
      pg_stat_activity_max_tx_duration: gauge("Age of the oldest open transaction, in seconds."),
    },
  },
  {
    sql: `select datname, lower(mode) as mode, count(*) as pg_locks_count from pg_locks join pg_database on oid = database
           where not datistemplate group by 1, 2`,
    labels: ["datname", "mode"],
    metrics: { pg_locks_count: gauge("Locks held or waited for.") },
  },
  {
    sql: `select current_setting('max_connections')::int as pg_settings_max_connections,
                 pg_is_in_recovery()::int as pg_replication_is_replica,
                 case when pg_is_in_recovery() and pg_last_wal_receive_lsn() is distinct from pg_last_wal_replay_lsn()
                      then greatest(0, extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp())) else 0
                 end as pg_replication_lag_seconds,
                 extract(epoch from pg_postmaster_start_time()) as pg_postmaster_start_time_seconds`,
    labels: [],
    metrics: {
      pg_settings_max_connections: gauge("Most connections that may be open."),
      pg_replication_is_replica: gauge("1 where this is a standby."),
      pg_replication_lag_seconds: gauge("How far a standby is behind its primary, in seconds."),
      pg_postmaster_start_time_seconds: gauge("When Postgres was started, in seconds since 1970."),
    },
  },
  {
    sql: "select count(*) as pg_wal_segments, coalesce(sum(size), 0) as pg_wal_size_bytes from pg_ls_waldir()",
    labels: [],
    metrics: {
      pg_wal_segments: gauge("Files of the write-ahead log."),
      pg_wal_size_bytes: gauge("Size of the write-ahead log, in bytes."),
    },
  },
  {
    sql: `select application_name, coalesce(state, 'none') as state,
                 pg_wal_lsn_diff(case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end,
                                 replay_lsn) as pg_stat_replication_pg_wal_lsn_diff
            from pg_stat_replication`,
    labels: ["application_name", "state"],
    metrics: {
      pg_stat_replication_pg_wal_lsn_diff: gauge(
        "Bytes of the log that a standby has not replayed, as its primary sees it.",
      ),
    },
  },
];
