import { randomUUID } from "node:crypto";
import type { Actor, Appended } from "../room-log/log-command.ts";
import { assertContent } from "./assert-content.ts";
import type { MessageContext } from "./message-context.ts";

export interface NewMessage {
  readonly roomId: number;
  readonly content: string;
  /** 1–64 bytes without U+0000; made where there is none. */
  readonly clientMsgId: string | undefined;
  readonly replyTo: number | undefined;
  /** The direct room that `roomId` is remembered to be. */
  readonly directKey?: string | undefined;
  /** Epoch µs. */
  readonly receivedUs: number;
}

export interface PostedMessage extends Appended {
  readonly clientMsgId: string;
}

/**
 * Resolves once the message is committed, now or (`duplicate`) before. Enters the writer's queue before it returns, so
 * that messages keep the order of the calls. Throws `invalid_argument`, and what the log says.
 */
export async function postMessage(
  { log }: Pick<MessageContext, "log">,
  actor: Actor,
  message: NewMessage,
): Promise<PostedMessage> {
  assertContent(message.content);
  const clientMsgId = message.clientMsgId ?? randomUUID();
  return { ...(await log.append({ do: "post", actor, ...message, clientMsgId })), clientMsgId };
}
