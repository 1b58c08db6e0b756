import { AppError } from "@hubbub/errors";
import { contentProblem } from "@hubbub/ws-protocol";

/** Throws `invalid_argument` naming `content`. */
export function assertContent(content: string): void {
  const problem = contentProblem(content);
  if (problem !== undefined) throw new AppError("invalid_argument", problem, { field: "content" });
}
