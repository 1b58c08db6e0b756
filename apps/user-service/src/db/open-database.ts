import type { Logger, Metrics, Tracing } from "@hubbub/service-runtime";
import { observePool, openPostgres, tracedQueries } from "@hubbub/service-runtime/postgres";
import { Kysely, PostgresDialect } from "kysely";
import { maxPostgresConnections, postgresConnectTimeoutMs, postgresStatementTimeoutMs } from "../limits.ts";
import type { Schema } from "./schema.ts";

/** Opens no connection by itself; `destroy` closes what was opened. */
export function openDatabase(url: string, logger: Logger, metrics: Metrics, tracing?: Tracing): Kysely<Schema> {
  const pool = openPostgres(url, {
    logger,
    applicationName: "hubbub-user-service",
    maxConnections: maxPostgresConnections,
    connectTimeoutMs: postgresConnectTimeoutMs,
    statementTimeoutMs: postgresStatementTimeoutMs,
  });
  observePool(metrics, pool);
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }), ...tracedQueries(tracing) });
}
