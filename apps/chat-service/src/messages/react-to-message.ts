import { AppError } from "@hubbub/errors";
import { textProblem } from "@hubbub/ws-protocol";
import { maxEmojiCodePoints } from "../limits.ts";
import { spendChange } from "../fair-use/fair-use.ts";
import type { Actor, Appended } from "../room-log/log-command.ts";
import type { MessageContext } from "./message-context.ts";

/** Puts one's reaction on a message or takes it away; saying it again changes nothing. Throws `rate_limited`, what the log says. */
export async function reactToMessage(
  { log, fairUse }: Pick<MessageContext, "log" | "fairUse">,
  actor: Actor,
  reaction: { roomId: number; seq: number; emoji: string; on: boolean; receivedUs: number },
): Promise<Appended> {
  const problem = textProblem(reaction.emoji, { name: "The emoji", maxCodePoints: maxEmojiCodePoints });
  if (problem !== undefined) throw new AppError("invalid_argument", problem, { field: "emoji" });
  spendChange(fairUse, actor);
  return log.append({ do: "react", actor, ...reaction });
}
