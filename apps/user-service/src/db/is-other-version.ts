import { DatabaseError } from "pg";

/** Whether a statement failed because the database lacks a table (SQLSTATE 42P01) or a column (42703) of this version. */
export function isOtherVersion(error: unknown): boolean {
  return error instanceof DatabaseError && (error.code === "42P01" || error.code === "42703");
}
