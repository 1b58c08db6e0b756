import { spendChange } from "../fair-use/fair-use.ts";
import type { Appended } from "../room-log/append/appended.ts";
import { commandProblem, type LogCommand } from "../room-log/kinds/log-kinds.ts";
import { assertNoProblem } from "./assert-no-problem.ts";
import type { MessageContext } from "./message-context.ts";
import { namedPeople } from "./named-people.ts";

/** What people do with a message that is there: `edit`, `delete`, `react`, `pin`. */
export type MessageChange = Extract<LogCommand, { readonly seq: number }>;

/**
 * Changes a message for everybody who reads it; what would change nothing writes nothing. `queued` as of `postMessage`.
 * Throws `invalid_argument` and `rate_limited`; rejects with what the log says.
 */
export function changeMessage(
  { log, fairUse, users }: Pick<MessageContext, "log" | "fairUse" | "users">,
  change: MessageChange,
  queued: () => void = () => undefined,
): Promise<Appended> {
  assertNoProblem(commandProblem(change));
  spendChange(fairUse, change.actor);
  const named = change.do === "edit" ? namedPeople(users, change.content) : undefined;
  return named === undefined
    ? append(change)
    : named.then((people) => append({ ...change, named: people } as MessageChange));

  function append(command: MessageChange): Promise<Appended> {
    const appended = log.append(command);
    queued();
    return appended;
  }
}
