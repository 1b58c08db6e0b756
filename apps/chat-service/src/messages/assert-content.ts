import { AppError } from "@hubbub/errors";
import { problemOfContent } from "../room-log/kinds/log-kind.ts";

/** Throws `invalid_argument` naming `content`. */
export function assertContent(content: string): void {
  const problem = problemOfContent({ content });
  if (problem !== undefined) throw new AppError("invalid_argument", problem.message, { field: problem.field });
}
