import type { StoredMessage } from "./stored-message.ts";

/**
 * One user's unsent messages, where they outlive the page. Calls take effect in their order. A store that several pages
 * share is the truth about what is unsent: who has the turn of a room reads it first, and what is no longer there was
 * sent or discarded by another page.
 */
export interface OutboxStore {
  /** In the order they were first put, whichever page did it. All rooms without `roomId`. */
  load(roomId?: number): Promise<readonly StoredMessage[]>;
  /** A known one keeps its place. Rejects if it cannot be kept: then it lives as long as its page. */
  put(message: StoredMessage): Promise<void>;
  remove(clientMsgId: string): Promise<void>;
  clear(): Promise<void>;
  /**
   * Resolves when no other page sends in this room, or does not say that it is done in time; call the result when done.
   * Never rejects. Turns keep the order, ids keep messages from doubling, so a turn taken too early is no disaster.
   * Without this method no other page shares the store.
   */
  readonly turn?: (roomId: number) => Promise<() => void>;
}
