import { spendChange } from "../fair-use/fair-use.ts";
import type { Actor, Appended } from "../room-log/log-command.ts";
import { assertContent } from "./assert-content.ts";
import type { MessageContext } from "./message-context.ts";

/** Replaces the text of one's own message. Throws `rate_limited`, `invalid_argument`, and what the log says. */
export async function editMessage(
  { log, fairUse }: Pick<MessageContext, "log" | "fairUse">,
  actor: Actor,
  edit: { roomId: number; seq: number; content: string; receivedUs: number },
): Promise<Appended> {
  assertContent(edit.content);
  spendChange(fairUse, actor);
  return log.append({ do: "edit", actor, ...edit });
}
