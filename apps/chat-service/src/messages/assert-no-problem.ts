import { AppError } from "@hubbub/errors";
import type { FieldProblem } from "../room-log/kinds/log-kind.ts";

/** Throws `invalid_argument` naming the field that cannot be taken, where there is one. */
export function assertNoProblem(problem: FieldProblem | undefined): void {
  if (problem !== undefined) throw new AppError("invalid_argument", problem.message, { field: problem.field });
}
