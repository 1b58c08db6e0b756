import type { Attachment } from "@hubbub/ws-protocol";
import { type FieldProblem, HubbubError, toErrorCode } from "../hubbub-error.ts";
import type { OutboxItem } from "./outbox-item.ts";

/** What outlives the page of an unsent message. */
export interface StoredMessage {
  readonly roomId: number;
  readonly clientMsgId: string;
  readonly content: string;
  /** Seq of the message that it answers. */
  readonly replyTo?: number;
  /** Of a reply in a thread: seq of its root, and whether the room shows it as well. */
  readonly threadSeq?: number;
  readonly inRoom?: boolean;
  /** What it brings along. */
  readonly attachments?: readonly Attachment[];
  /** `false`: its links get no previews. */
  readonly linkPreviews?: boolean;
  /** RFC 3339. */
  readonly createdAt: string;
  /** Why the server refused it for good; without it the message waits. */
  readonly failure?: { readonly code: string; readonly message: string; readonly fields?: readonly FieldProblem[] };
}

/** With all that a page of a later release wrote to it, though this one does not know what that is. */
export function toStored({ state: _, seq: __, error, ...kept }: OutboxItem): StoredMessage {
  if (error === undefined) return kept;
  const { code, message, fields } = error;
  return { ...kept, failure: { code, message, ...(fields.length > 0 ? { fields } : {}) } };
}

/** In memory: two a UTF-16 unit of what is written in it. */
export function storedBytes({ content, attachments }: Pick<StoredMessage, "content" | "attachments">): number {
  return 2 * (content.length + (attachments === undefined ? 0 : JSON.stringify(attachments).length));
}

export function fromStored({ failure, ...message }: StoredMessage): OutboxItem {
  if (failure === undefined) return { ...message, state: "waiting" };
  const { code, fields = [] } = failure;
  return { ...message, state: "failed", error: new HubbubError(toErrorCode(code), failure.message, { fields }) };
}
