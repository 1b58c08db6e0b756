import { myRoomsMax, readElsewhereKeptMs } from "../limits.ts";

/**
 * How far the person has read in other windows, which tell the server: kept until it says so too. A window that is gone before it
 * could is not waited for; then `onGivenUp` is called, for the server to say what is so.
 */
export class ReadsElsewhere {
  readonly #onGivenUp: () => void;
  /** By room, the latest told at the end. */
  readonly #reads = new Map<number, { readonly seq: number; readonly untilMs: number }>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onGivenUp: () => void) {
    this.#onGivenUp = onGivenUp;
  }

  /** Seqs by room. */
  get pending(): readonly (readonly [roomId: number, seq: number])[] {
    return [...this.#reads].map(([roomId, { seq }]) => [roomId, seq]);
  }

  read(roomId: number, seq: number): void {
    const before = this.#reads.get(roomId);
    if (before === undefined && this.#reads.size >= myRoomsMax) return;
    this.#reads.delete(roomId);
    this.#reads.set(roomId, {
      seq: Math.max(before?.seq ?? 0, seq),
      untilMs: performance.now() + readElsewhereKeptMs,
    });
    this.#timer ??= setTimeout(() => this.#giveUp(), readElsewhereKeptMs);
  }

  /** The server says how far one has read; `isBack`: the person has set it back. */
  serverKnows(roomId: number, seq: number, isBack: boolean): void {
    if (isBack || seq >= (this.#reads.get(roomId)?.seq ?? 0)) this.#reads.delete(roomId);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#reads.clear();
  }

  #giveUp(): void {
    const nowMs = performance.now();
    const old = [...this.#reads].filter(([, { untilMs }]) => untilMs <= nowMs);
    for (const [roomId] of old) this.#reads.delete(roomId);
    const [next] = this.#reads.values();
    this.#timer = next === undefined ? undefined : setTimeout(() => this.#giveUp(), next.untilMs - nowMs);
    if (old.length > 0) this.#onGivenUp();
  }
}
