import type { OutboxStore } from "./outbox-store.ts";
import type { StoredMessage } from "./stored-message.ts";

/** Keeps unsent messages as long as the page lives. */
export function memoryOutboxStore(): OutboxStore {
  const messages = new Map<string, StoredMessage>();
  return {
    load: async (roomId) =>
      [...messages.values()].filter((message) => roomId === undefined || message.roomId === roomId),
    put: async (message) => void messages.set(message.clientMsgId, message),
    remove: async (clientMsgId) => void messages.delete(clientMsgId),
    clear: async () => messages.clear(),
  };
}
