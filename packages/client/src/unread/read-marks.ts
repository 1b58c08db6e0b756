import type { ClientFrame, ServerFrame } from "@hubbub/ws-protocol";
import { toHubbubError } from "../hubbub-error.ts";
import { readMarkDelayMs, readMarksAtOnce, readMarksEveryMs } from "../limits.ts";
import { retryDelayMs } from "../refusals/retry-delay.ts";

export interface ReadMarksOptions {
  readonly request: (frame: ClientFrame) => Promise<ServerFrame>;
  readonly isOnline: () => boolean;
}

/** How far one has read, on its way to the server: the latest of each room, kept until the server has it. */
export class ReadMarks {
  readonly #options: ReadMarksOptions;
  readonly #pending = new Map<number, number>();
  readonly #asking = new Set<number>();
  /** The server has refused a mark, and said when to come back; as `performance.now()` counts. */
  #refusedUntilMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ReadMarksOptions) {
    this.#options = options;
  }

  /** What the server may not know yet: seqs by room. */
  get pending(): ReadonlyMap<number, number> {
    return this.#pending;
  }

  mark(roomId: number, seq: number): void {
    if (seq <= (this.#pending.get(roomId) ?? 0)) return;
    this.#pending.set(roomId, seq);
    this.#sendLater(readMarkDelayMs);
  }

  /** The person takes it back, if it is not on its way yet. */
  forget(roomId: number): void {
    this.#pending.delete(roomId);
  }

  /** The connection is there again. */
  online(): void {
    if (this.#pending.size > 0) this.#sendLater(readMarkDelayMs);
  }

  /** Sends what waits, without waiting; of very many some, the others a while later. */
  flush(): void {
    this.#stopTimer();
    if (!this.#options.isOnline()) return;
    if (performance.now() < this.#refusedUntilMs) return this.#sendLater(readMarkDelayMs);
    const waiting = [...this.#pending].filter(([roomId]) => !this.#asking.has(roomId));
    const mayAsk = Math.max(0, readMarksAtOnce - this.#asking.size);
    for (const [roomId, seq] of waiting.slice(0, mayAsk)) void this.#send(roomId, seq);
    if (waiting.length > mayAsk) this.#sendLater(readMarksEveryMs);
  }

  clear(): void {
    this.#stopTimer();
    this.#refusedUntilMs = 0;
    this.#pending.clear();
    this.#asking.clear();
  }

  #sendLater(delayMs: number): void {
    this.#timer ??= setTimeout(() => this.flush(), Math.max(delayMs, this.#refusedUntilMs - performance.now()));
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #send(roomId: number, seq: number): Promise<void> {
    this.#asking.add(roomId);
    let againMs = readMarkDelayMs;
    try {
      await this.#options.request({ type: "mark_read", room_id: roomId, seq });
      this.#done(roomId, seq);
    } catch (cause) {
      const error = toHubbubError(cause);
      // No member any more, or no such room: there is nothing to tell.
      if (!error.retryable) this.#pending.delete(roomId);
      else if (error.retryAfterMs === undefined) againMs = retryAfterMs;
      else this.#refusedUntilMs = Math.max(this.#refusedUntilMs, performance.now() + retryDelayMs(error, 0));
    }
    this.#asking.delete(roomId);
    if (this.#pending.has(roomId)) this.#sendLater(againMs);
  }

  #done(roomId: number, seq: number): void {
    if (this.#pending.get(roomId) === seq) this.#pending.delete(roomId);
  }
}

/** After an error that does not say when to come back. */
const retryAfterMs = 2_000;
