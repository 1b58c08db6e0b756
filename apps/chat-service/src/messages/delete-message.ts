import { spendChange } from "../fair-use/fair-use.ts";
import type { Actor, Appended } from "../room-log/log-command.ts";
import type { MessageContext } from "./message-context.ts";

/** Empties a message; it keeps its place. Throws `rate_limited`, what the log says. */
export async function deleteMessage(
  { log, fairUse }: Pick<MessageContext, "log" | "fairUse">,
  actor: Actor,
  message: { roomId: number; seq: number; receivedUs: number },
): Promise<Appended> {
  spendChange(fairUse, actor);
  return log.append({ do: "delete", actor, ...message });
}
