import { DatabaseError } from "pg";

/** The name of the unique constraint that refused a statement, or undefined where the error is another. */
export function violatedConstraint(error: unknown): string | undefined {
  return error instanceof DatabaseError && error.code === "23505" ? error.constraint : undefined;
}
