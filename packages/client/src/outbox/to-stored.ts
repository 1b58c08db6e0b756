import type { OutboxItem } from "./outbox-item.ts";
import type { StoredMessage } from "./stored-message.ts";

export function toStored({ roomId, clientMsgId, content, createdAt, error }: OutboxItem): StoredMessage {
  const failure = error === undefined ? {} : { failure: { code: error.code, message: error.message } };
  return { roomId, clientMsgId, content, createdAt, ...failure };
}
