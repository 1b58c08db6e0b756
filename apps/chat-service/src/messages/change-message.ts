import { spendChange } from "../fair-use/fair-use.ts";
import type { Appended } from "../room-log/append/appended.ts";
import { commandProblem, type LogCommand } from "../room-log/kinds/log-kinds.ts";
import { assertNoProblem } from "./assert-no-problem.ts";
import type { MessageContext } from "./message-context.ts";

/** What people do with a message that is there: `edit`, `delete`, `react`. */
export type MessageChange = Extract<LogCommand, { readonly seq: number }>;

/**
 * Changes a message for everybody who reads it; what would change nothing writes nothing. Enters the writer's queue before
 * it returns. Throws `invalid_argument` and `rate_limited`; rejects with what the log says.
 */
export function changeMessage(
  { log, fairUse }: Pick<MessageContext, "log" | "fairUse">,
  change: MessageChange,
): Promise<Appended> {
  assertNoProblem(commandProblem(change));
  spendChange(fairUse, change.actor);
  return log.append(change);
}
