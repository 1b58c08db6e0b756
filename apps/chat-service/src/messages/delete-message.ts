import type { Actor, Appended } from "../room-log/log-command.ts";
import type { MessageContext } from "./message-context.ts";

/** Empties a message; it keeps its place. Throws what the log says. */
export async function deleteMessage(
  { log }: Pick<MessageContext, "log">,
  actor: Actor,
  message: { roomId: number; seq: number; receivedUs: number },
): Promise<Appended> {
  return log.append({ do: "delete", actor, ...message });
}
