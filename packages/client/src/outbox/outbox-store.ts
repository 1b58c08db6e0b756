import type { OutboxItem } from "./outbox-item.ts";

/** Where unsent messages outlive the page. Writes are taken in the order of the calls. */
export interface OutboxStore {
  /** In the order they were put. */
  load(): Promise<readonly OutboxItem[]>;
  put(item: OutboxItem): Promise<void>;
  remove(clientMsgId: string): Promise<void>;
}
