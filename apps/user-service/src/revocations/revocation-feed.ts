import { AppError } from "@hubbub/errors";
import { maxUnreadRevocations, maxWatchers } from "../limits.ts";
import type { Revocations } from "./revocations.ts";

interface Watcher {
  /** `undefined` once they were too many. */
  unread: Revocations[] | undefined;
  wake: () => void;
}

/** Passes revocations on to whoever watches them: all that matter first, then each as it is committed. */
export class RevocationFeed {
  readonly #readAll: () => Promise<Revocations>;
  readonly #watchers = new Set<Watcher>();

  constructor(readAll: () => Promise<Revocations>) {
    this.#readAll = readAll;
  }

  get watchers(): number {
    return this.#watchers.size;
  }

  push(revocations: Revocations): void {
    for (const watcher of this.#watchers) {
      watcher.unread = watcher.unread?.length === maxUnreadRevocations ? undefined : watcher.unread;
      watcher.unread?.push(revocations);
      watcher.wake();
    }
  }

  /** Something may have been missed. */
  async pushAll(): Promise<void> {
    if (this.#watchers.size > 0) this.push(await this.#readAll());
  }

  /** Throws `overloaded` for one watcher too many, or one that reads too slowly: it comes again, and gets all. */
  async *watch(signal: AbortSignal): AsyncGenerator<Revocations> {
    if (this.#watchers.size >= maxWatchers) throw new AppError("overloaded", "Too many watch revocations");
    const watcher: Watcher = { unread: [], wake: () => undefined };
    // Before the read: what is committed meanwhile comes twice rather than never.
    this.#watchers.add(watcher);
    const onAbort = () => watcher.wake();
    signal.addEventListener("abort", onAbort);
    try {
      yield await this.#readAll();
      while (!signal.aborted) {
        if (watcher.unread === undefined) throw new AppError("overloaded", "Read too slowly");
        const next = watcher.unread.shift();
        if (next !== undefined) yield next;
        else await somethingUnread(watcher, signal);
      }
    } finally {
      signal.removeEventListener("abort", onAbort);
      this.#watchers.delete(watcher);
    }
  }
}

async function somethingUnread(watcher: Watcher, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  watcher.wake = resolve;
  if (!signal.aborted) await promise;
}
