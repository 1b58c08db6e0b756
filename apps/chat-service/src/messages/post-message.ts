import { accountSubject } from "@hubbub/rate-limits";
import type { Actor, Appended } from "../room-log/log-command.ts";
import { assertContent } from "./assert-content.ts";
import type { MessageContext } from "./message-context.ts";

export interface NewMessage {
  readonly roomId: number;
  readonly content: string;
  /** 1–64 bytes without U+0000; the log makes one where there is none. */
  readonly clientMsgId: string | undefined;
  readonly replyTo: number | undefined;
  /** The direct room that `roomId` is remembered to be. */
  readonly directKey?: string | undefined;
  /** Epoch µs. */
  readonly receivedUs: number;
}

/**
 * Resolves once the message is committed, now or (`duplicate`) before. Enters the writer's queue before it returns, so
 * that messages keep the order of the calls. Throws `invalid_argument` and `rate_limited` at once; rejects with what the log says.
 */
export function postMessage(
  { log, fairUse }: Pick<MessageContext, "log" | "fairUse">,
  actor: Actor,
  { roomId, content, clientMsgId, replyTo, directKey, receivedUs }: NewMessage,
): Promise<Appended> {
  assertContent(content);
  fairUse.spendNow(accountSubject(actor.userId), { name: "messages" }, { name: "room_messages", of: roomId });
  return log.append({ do: "post", actor, roomId, content, clientMsgId, replyTo, directKey, receivedUs });
}
