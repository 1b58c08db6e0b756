import { HubbubError, toErrorCode } from "../hubbub-error.ts";
import type { OutboxItem } from "./outbox-item.ts";

/** What outlives the page of an unsent message. */
export interface StoredMessage {
  readonly roomId: number;
  readonly clientMsgId: string;
  readonly content: string;
  /** RFC 3339. */
  readonly createdAt: string;
  /** Why the server refused it for good; without it the message waits. */
  readonly failure?: { readonly code: string; readonly message: string };
}

export function toStored({ roomId, clientMsgId, content, createdAt, error }: OutboxItem): StoredMessage {
  const failure = error === undefined ? {} : { failure: { code: error.code, message: error.message } };
  return { roomId, clientMsgId, content, createdAt, ...failure };
}

export function fromStored({ failure, ...message }: StoredMessage): OutboxItem {
  if (failure === undefined) return { ...message, state: "waiting" };
  return { ...message, state: "failed", error: new HubbubError(toErrorCode(failure.code), failure.message) };
}
