import { DatabaseError } from "pg";

/**
 * What to do after an append failed:
 * - `refused`: the batch holds something that Postgres does not take; find out which item it is.
 * - `again`: nothing happened, and it will come through at once (a deadlock).
 * - `later`: nothing happened; the server is short of something.
 * - `locked`: a room's lock could not be had in time.
 * - `lost`: the outcome is not known, or the connection is of no more use.
 * - `mistake`: our own code failed, and would again; the outcome is not known either.
 */
export type FailureClass = "refused" | "again" | "later" | "locked" | "lost" | "mistake";

export function classifyFailure(error: unknown): FailureClass {
  if (mistakes.some((mistake) => error instanceof mistake)) return "mistake";
  const code = error instanceof DatabaseError ? error.code : undefined;
  if (code === undefined) return "lost";
  return byCode.get(code) ?? byClass.get(code.slice(0, 2)) ?? "refused";
}

const mistakes = [TypeError, RangeError, ReferenceError, SyntaxError];

const byCode = new Map<string, FailureClass>([
  ["55P03", "locked"], // lock_not_available
  ["25006", "lost"], // read_only_sql_transaction: the server has become a standby
  // query_canceled by statement_timeout: a smaller batch may come through, so it is halved like a refused one.
  ["57014", "refused"],
]);

const byClass = new Map<string, FailureClass>([
  ["08", "lost"], // connection exceptions
  ["40", "again"], // serialization failures and deadlocks
  ["53", "later"], // insufficient resources: disk, memory
  ["57", "lost"], // the server shuts down or starts
  ["58", "later"], // system errors
]);
