import { postgresCommand } from "../postgres/postgres-command.ts";
import { postgresReady } from "../postgres/postgres-ready.ts";
import type { Part } from "../supervisor/part.ts";
import { daemonEnv } from "./daemon-env.ts";

export function postgresPart(options: { dataFolder: string; port: number; superuserUrl: string }): Part {
  return {
    name: "postgres",
    title: "Postgres",
    commandLine: postgresCommand({ dataFolder: options.dataFolder, port: options.port, settings }),
    env: daemonEnv(),
    ready: () => postgresReady(options.superuserUrl),
    stopSignal: "SIGINT",
    // An immediate shutdown: the backends end too, and the log makes good what was not written yet.
    hurrySignal: "SIGQUIT",
    stopTimeoutMs: 20_000,
    // Recovery after a crash may have much to read.
    startTimeoutMs: 120_000,
    // The backends of one that was killed may live on for a moment, and it does not start beside them.
    startTries: 8,
  };
}

const settings = {
  max_connections: "200",
  shared_buffers: "128MB",
  password_encryption: "scram-sha-256",
  timezone: "UTC",
  log_timezone: "UTC",
  // The details of an error are what people wrote: the email address that is taken, the row that does not fit.
  log_error_verbosity: "terse",
};
