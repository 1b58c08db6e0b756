import { outboxStoreTimeoutMs } from "../limits.ts";
import type { StoreView } from "./merge-stored.ts";
import type { OutboxItem } from "./outbox-item.ts";
import type { OutboxStore } from "./outbox-store.ts";
import { toStored } from "./stored-message.ts";

/** The outbox's side of its store: writes behind, looks into it, and bears with a store that refuses or hangs. */
export class StoredMessages {
  readonly #store: OutboxStore;
  readonly #kept = new Set<string>();
  readonly #writes = new Set<Promise<void>>();
  readonly #looks = new Set<Set<string>>();

  constructor(store: OutboxStore) {
    this.#store = store;
  }

  put(item: OutboxItem): void {
    const { clientMsgId } = item;
    this.#touch(clientMsgId);
    this.#write(this.#store.put(toStored(item)).then(() => void this.#kept.add(clientMsgId)));
  }

  remove(clientMsgId: string): void {
    this.#touch(clientMsgId);
    this.#write(this.#store.remove(clientMsgId).then(() => void this.#kept.delete(clientMsgId)));
  }

  async clear(): Promise<void> {
    this.#kept.clear();
    await this.#store.clear().catch(ignore);
  }

  /** What is stored now, to be merged at once. Undefined if the store does not say. */
  async look(roomId?: number): Promise<StoreView | undefined> {
    const touched = new Set<string>();
    this.#looks.add(touched);
    try {
      const messages = await inTime(this.#store.load(roomId));
      for (const { clientMsgId } of messages ?? []) this.#kept.add(clientMsgId);
      return messages && { messages, wasKept: (id) => this.#kept.has(id), wasTouched: (id) => touched.has(id) };
    } catch {
      return undefined;
    } finally {
      this.#looks.delete(touched);
    }
  }

  /** See `OutboxStore.turn`; what it resolves with waits until the others can see what was written in the turn. */
  get turn(): ((roomId: number) => Promise<() => void>) | undefined {
    const { turn } = this.#store;
    if (turn === undefined) return undefined;
    return async (roomId) => {
      const done = await turn(roomId);
      return () => void this.#endTurn(done);
    };
  }

  async #endTurn(done: () => void): Promise<void> {
    await inTime(Promise.allSettled(this.#writes));
    done();
  }

  #touch(clientMsgId: string): void {
    for (const touched of this.#looks) touched.add(clientMsgId);
  }

  #write(write: Promise<void>): void {
    // What is not kept is not lost while the page lives; what is not removed is a duplicate that the server knows.
    const settled = write.catch(ignore).finally(() => this.#writes.delete(settled));
    this.#writes.add(settled);
  }
}

async function inTime<Value>(promise: Promise<Value>): Promise<Value | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), outboxStoreTimeoutMs);
  });
  return await Promise.race([promise, timeout]).finally(() => clearTimeout(timer));
}

function ignore(): void {}
