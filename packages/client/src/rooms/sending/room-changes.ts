import type { ClientFrame, ServerFrame } from "@hubbub/ws-protocol";
import { HubbubError } from "../../hubbub-error.ts";
import { changesMaxWaiting, patienceMs } from "../../limits.ts";
import { patiently } from "../../refusals/patiently.ts";

export interface RoomChangesOptions {
  readonly request: (frame: ClientFrame) => Promise<ServerFrame>;
  /** Aborted when the session or the client is over. */
  readonly life: AbortSignal;
}

/**
 * Edits, deletions, reactions and pins of one room, one after the other: what is refused for now waits and is asked again, and
 * a later edit must not be overtaken by an earlier one that had to wait.
 */
export class RoomChanges {
  readonly #options: RoomChangesOptions;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(options: RoomChangesOptions) {
    this.#options = options;
  }

  /** Rejects with what the server says; `overloaded` where too many wait already. */
  async run(frame: ClientFrame): Promise<void> {
    if (this.#waiting >= changesMaxWaiting) throw new HubbubError("overloaded", "Too many changes wait to be made");
    const { request, life } = this.#options;
    const patience = { signal: life, giveUpAtMs: performance.now() + patienceMs };
    const change = this.#last.then(() => patiently(() => request(frame), patience));
    this.#last = change.catch(ignore);
    this.#waiting += 1;
    try {
      await change;
    } finally {
      this.#waiting -= 1;
    }
  }
}

function ignore(): void {}
