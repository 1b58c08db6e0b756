import type { ByteBudget } from "./byte-budget.ts";

/** The newest frames of a room's log, without holes, up to `lastSeq`. Forgets the oldest past its bounds. */
export class FrameRing {
  readonly #maxFrames: number;
  readonly #maxBytes: number;
  readonly #budget: ByteBudget;
  /** What was forgotten stands before `#start` until it is worth a copy. */
  #frames: Uint8Array[] = [];
  #start = 0;
  #bytes = 0;
  #lastSeq = 0;

  /** `budget` is only counted in; who owns it trims the rings. */
  constructor(maxFrames: number, maxBytes: number, budget: ByteBudget) {
    this.#maxFrames = maxFrames;
    this.#maxBytes = maxBytes;
    this.#budget = budget;
  }

  get firstSeq(): number {
    return this.#lastSeq - this.size + 1;
  }

  get size(): number {
    return this.#frames.length - this.#start;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Starts anew with `frames`, of which the last is `lastSeq`. */
  reset(lastSeq: number, frames: readonly Uint8Array[]): void {
    this.dropThrough(this.#lastSeq);
    this.#lastSeq = lastSeq - frames.length;
    this.push(frames);
  }

  push(frames: readonly Uint8Array[]): void {
    for (const frame of frames) {
      this.#frames.push(ownCopy(frame));
      this.#count(frame.byteLength);
    }
    this.#lastSeq += frames.length;
    while (this.size > this.#maxFrames || this.#bytes > this.#maxBytes) this.#forgetOldest();
    this.#compact();
  }

  /** Puts as many of `frames` before the oldest as fit; the last of them is `firstSeq - 1`. */
  prepend(frames: readonly Uint8Array[]): void {
    let from = frames.length;
    let bytes = 0;
    while (from > 0 && this.size + frames.length - from < this.#maxFrames) {
      const { byteLength } = frames[from - 1]!;
      if (this.#bytes + bytes + byteLength > this.#maxBytes) break;
      bytes += byteLength;
      from -= 1;
    }
    this.#frames = [...frames.slice(from).map(ownCopy), ...this.#frames.slice(this.#start)];
    this.#start = 0;
    this.#count(bytes);
  }

  /** All frames after `seq`, or undefined if the ring does not reach back to it. */
  after(seq: number): Uint8Array[] | undefined {
    if (seq < this.firstSeq - 1 || seq > this.#lastSeq) return undefined;
    return this.#frames.slice(this.#frames.length - (this.#lastSeq - seq));
  }

  dropThrough(seq: number): void {
    const last = Math.min(seq, this.#lastSeq);
    while (this.firstSeq <= last) this.#forgetOldest();
    this.#compact();
  }

  dropOlderHalf(): void {
    this.dropThrough(this.firstSeq + Math.ceil(this.size / 2) - 1);
  }

  #forgetOldest(): void {
    this.#count(-this.#frames[this.#start]!.byteLength);
    this.#start += 1;
  }

  #compact(): void {
    if (this.#start <= this.#frames.length / 2) return;
    this.#frames = this.#frames.slice(this.#start);
    this.#start = 0;
  }

  #count(bytes: number): void {
    this.#bytes += bytes;
    this.#budget.usedBytes += bytes;
  }
}

/** A frame may be a view into a much larger buffer (a whole read from the broker), which it would keep alive. */
function ownCopy(frame: Uint8Array): Uint8Array {
  return new Uint8Array(frame);
}
