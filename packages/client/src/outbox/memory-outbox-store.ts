import type { OutboxItem } from "./outbox-item.ts";
import type { OutboxStore } from "./outbox-store.ts";

/** Keeps unsent messages as long as the page lives. */
export function memoryOutboxStore(): OutboxStore {
  const items = new Map<string, OutboxItem>();
  return {
    load: () => Promise.resolve([...items.values()]),
    put: (item) => {
      items.set(item.clientMsgId, item);
      return Promise.resolve();
    },
    remove: (clientMsgId) => {
      items.delete(clientMsgId);
      return Promise.resolve();
    },
  };
}
