import { AppError } from "@hubbub/errors";
import { commandProblem, type LogCommand } from "../room-log/kinds/log-kinds.ts";

/** Throws `invalid_argument` naming the field whose text cannot be taken. */
export function assertSound(command: LogCommand): void {
  const problem = commandProblem(command);
  if (problem !== undefined) throw new AppError("invalid_argument", problem.message, { field: problem.field });
}
