import { accountSubject } from "@hubbub/rate-limits";
import type { Actor } from "../room-log/actor.ts";
import type { Appended } from "../room-log/append/appended.ts";
import { commandProblem } from "../room-log/kinds/log-kinds.ts";
import { assertNoProblem } from "./assert-no-problem.ts";
import type { NamedPeople } from "../room-log/kinds/log-kind.ts";
import type { MessageContext } from "./message-context.ts";
import { namedPeople } from "./named-people.ts";

export interface NewMessage {
  readonly roomId: number;
  readonly content: string;
  /** 1–64 bytes without U+0000; the log makes one where there is none. */
  readonly clientMsgId: string | undefined;
  readonly replyTo: number | undefined;
  /** To reply in the thread of this message, and whether the room shows that as well. */
  readonly threadSeq?: number | undefined;
  readonly inRoom?: boolean | undefined;
  /** Files that the sender uploaded to the room. */
  readonly attachmentIds?: readonly string[] | undefined;
  /** `false`: its links get no previews. */
  readonly linkPreviews?: boolean | undefined;
  /** The direct room that `roomId` is remembered to be. */
  readonly directKey?: string | undefined;
  /** Epoch µs. */
  readonly receivedUs: number;
}

/**
 * Resolves once the message is committed, now or (`duplicate`) before. `queued` is called when it is in the writer's queue:
 * before this returns, or where it names somebody as soon as it is known whom; messages keep the order of these calls. Throws
 * `invalid_argument` and `rate_limited` at once; rejects with what the log says.
 */
export function postMessage(
  { log, fairUse, users }: Pick<MessageContext, "log" | "fairUse" | "users">,
  actor: Actor,
  { roomId, ...message }: NewMessage,
  queued: () => void = () => undefined,
): Promise<Appended> {
  const post = { do: "post", actor, roomId, ...message } as const;
  assertNoProblem(commandProblem(post));
  fairUse.spendNow(accountSubject(actor.userId), { name: "messages" }, { name: "room_messages", of: roomId });
  const named = namedPeople(users, post.content);
  return named === undefined ? append() : named.then(append);

  function append(people?: NamedPeople): Promise<Appended> {
    const appended = log.append({ ...post, named: people });
    queued();
    return appended;
  }
}
