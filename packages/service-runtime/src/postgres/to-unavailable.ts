import { AppError } from "@hubbub/errors";
import { DatabaseError } from "pg";

/** `unavailable` for an error that says Postgres cannot be reached or cannot serve right now; any other stays itself. */
export function toUnavailable(error: unknown): unknown {
  return isAway(error) ? new AppError("unavailable", undefined, { cause: error }) : error;
}

/** Whether the next try may succeed with nobody mending anything: not so for a mistake of ours, in SQL or in code. */
export function isAway(error: unknown): boolean {
  if (error instanceof DatabaseError) return awayStates.test(error.code ?? "");
  if (error instanceof AppError) return error.code === "unavailable";
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return awayCodes.has(code) || awayMessages.test(error.message);
}

/**
 * SQLSTATE classes: 08 connection, 40 transaction rolled back, 53 resources, 55P03 lock time-out, 57 shutdown, start or
 * time-out, 25P03 idle in a transaction, 25006 a standby; 58 is trouble of its disk.
 */
const awayStates = /^(08|40|53|57|58|55P03|25006|25P0[3-5])/;

const awayCodes: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOENT",
  "ENOTFOUND",
  "EAI_AGAIN",
  // What a socket that was ended says to a late write.
  "ERR_STREAM_DESTROYED",
  "ERR_STREAM_WRITE_AFTER_END",
]);

/** What pg 8 and kysely throw without a code. */
const awayMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client (has encountered|was closed)|Postgres connection has been discarded|Cannot use a pool after)/;
