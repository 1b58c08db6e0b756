import { type CustomTypesConfig, Pool, types } from "pg";
import type { Logger } from "../create-logger.ts";

export interface PostgresOptions {
  readonly logger: Logger;
  /** Shown by pg_stat_activity. */
  readonly applicationName: string;
  readonly maxConnections?: number;
  /** For opening a connection, and for waiting for one of the pool. */
  readonly connectTimeoutMs?: number;
  /** The server ends a statement after it. */
  readonly statementTimeoutMs?: number;
  /** The client gives up a query after it: for a server that no longer answers. Longer than `statementTimeoutMs`. */
  readonly queryTimeoutMs?: number;
  readonly idleTimeoutMs?: number;
}

/** A bounded pool. int8 is read as number (sum(bigint) and bigint[] stay text); opens no connection by itself. */
export function openPostgres(url: string, options: PostgresOptions): Pool {
  const { logger, applicationName, statementTimeoutMs = 10_000 } = options;
  const pool = new Pool({
    connectionString: url,
    application_name: applicationName,
    max: options.maxConnections ?? 10,
    connectionTimeoutMillis: options.connectTimeoutMs ?? 5000,
    idleTimeoutMillis: options.idleTimeoutMs ?? 30_000,
    statement_timeout: statementTimeoutMs,
    query_timeout: options.queryTimeoutMs ?? statementTimeoutMs + 2000,
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
    types: { getTypeParser },
  });
  // Without a listener the loss of an idle connection would end the process.
  pool.on("error", (err) => logger.warn({ err }, "lost an idle database connection"));
  // pg-pool listens while a connection is idle only, and one that breaks between two queries of a transaction says so too.
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

const int8: number = types.builtins.INT8;

const getTypeParser: CustomTypesConfig["getTypeParser"] = (oid: number, format?: "text" | "binary") =>
  // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- Postgres has more types than pg lists
  oid === int8 && format !== "binary" ? Number : types.getTypeParser(oid, format);
