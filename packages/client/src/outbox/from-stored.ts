import { HubbubError, toErrorCode } from "../hubbub-error.ts";
import type { OutboxItem } from "./outbox-item.ts";
import type { StoredMessage } from "./stored-message.ts";

export function fromStored({ failure, ...message }: StoredMessage): OutboxItem {
  if (failure === undefined) return { ...message, state: "waiting" };
  return { ...message, state: "failed", error: new HubbubError(toErrorCode(failure.code), failure.message) };
}
