import { contentProblem } from "@hubbub/ws-protocol";
import { HubbubError } from "../hubbub-error.ts";

/** Throws what the server would say of a message's text, before it waits for anything: `invalid_argument`. */
export function assertContent(content: string): void {
  const problem = contentProblem(content);
  if (problem === undefined) return;
  const fields = [{ field: "content", code: "invalid_argument", message: problem }];
  throw new HubbubError("invalid_argument", problem, { fields });
}
