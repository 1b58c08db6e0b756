import type { Actor, Appended } from "../room-log/log-command.ts";
import { assertContent } from "./assert-content.ts";
import type { MessageContext } from "./message-context.ts";

/** Replaces the text of one's own message. Throws `invalid_argument`, and what the log says. */
export async function editMessage(
  { log }: Pick<MessageContext, "log">,
  actor: Actor,
  edit: { roomId: number; seq: number; content: string; receivedUs: number },
): Promise<Appended> {
  assertContent(edit.content);
  return log.append({ do: "edit", actor, ...edit });
}
