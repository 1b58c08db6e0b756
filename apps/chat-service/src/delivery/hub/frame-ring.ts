import type { ByteBudget } from "./byte-budget.ts";

const noBytes = new Uint8Array(0);

/**
 * The newest frames of a room's log, without holes, up to `lastSeq`. Forgets the oldest past its bounds. All frames lie in
 * one piece of memory: buffers of their own would grow old and die one by one, which is dear to collect.
 */
export class FrameRing {
  readonly #maxFrames: number;
  readonly #maxBytes: number;
  readonly #budget: ByteBudget;
  /** Written once, from its beginning to its end, and replaced when it is full: what was given out stays as it is. */
  #store = noBytes;
  /** Where in the store each frame ends. What was forgotten stands before `#first` until the store is replaced. */
  #ends: number[] = [];
  #first = 0;
  #lastSeq = 0;

  /** `maxBytes` bounds the frames; the store is at most twice as large. `budget` is only counted in; who owns it trims. */
  constructor(maxFrames: number, maxBytes: number, budget: ByteBudget) {
    this.#maxFrames = maxFrames;
    this.#maxBytes = maxBytes;
    this.#budget = budget;
  }

  get firstSeq(): number {
    return this.#lastSeq - this.size + 1;
  }

  get size(): number {
    return this.#ends.length - this.#first;
  }

  /** Of the frames. */
  get bytes(): number {
    return this.#end - this.#endOf(this.#first - 1);
  }

  /** Of memory, as counted in the budget. */
  get storeBytes(): number {
    return this.#store.length;
  }

  /** Starts anew with `frames`, of which the last is `lastSeq`. */
  reset(lastSeq: number, frames: readonly Uint8Array[]): void {
    this.#lastSeq = lastSeq;
    this.#replace(newest(frames, this.#maxFrames, this.#maxBytes));
  }

  push(frames: readonly Uint8Array[]): void {
    for (const frame of frames) this.#push(frame);
  }

  /** Puts as many of `frames` before the oldest as fit; the last of them is `firstSeq - 1`. */
  prepend(frames: readonly Uint8Array[]): void {
    const older = newest(frames, this.#maxFrames - this.size, this.#maxBytes - this.bytes);
    this.#replace([...older, ...this.#kept()]);
  }

  /** All frames after `seq`, or undefined if the ring does not reach back to it. Not to be kept: they hold the whole store. */
  after(seq: number): Uint8Array[] | undefined {
    if (seq < this.firstSeq - 1 || seq > this.#lastSeq) return undefined;
    return this.#kept(this.#ends.length - (this.#lastSeq - seq));
  }

  dropThrough(seq: number): void {
    const dropped = Math.min(seq, this.#lastSeq) - this.firstSeq + 1;
    if (dropped <= 0) return;
    this.#first += dropped;
    if (this.bytes * 4 <= this.#store.length) this.#move(this.bytes);
  }

  dropOlderHalf(): void {
    this.#first += Math.ceil(this.size / 2);
    this.#move(this.bytes);
  }

  #push(frame: Uint8Array): void {
    const { byteLength } = frame;
    this.#lastSeq += 1;
    while (this.size > 0 && (this.size >= this.#maxFrames || this.bytes + byteLength > this.#maxBytes))
      this.#first += 1;
    if (byteLength > this.#maxBytes) return this.#move(0);
    if (this.#end + byteLength > this.#store.length) {
      this.#move(Math.min(2 * (this.bytes + byteLength), 2 * this.#maxBytes));
    }
    this.#write(frame);
  }

  #write(frame: Uint8Array): void {
    const end = this.#end;
    this.#store.set(frame, end);
    this.#ends.push(end + frame.byteLength);
  }

  #kept(from = this.#first): Uint8Array[] {
    const frames: Uint8Array[] = [];
    for (let i = from; i < this.#ends.length; i += 1) {
      frames.push(this.#store.subarray(this.#endOf(i - 1), this.#endOf(i)));
    }
    return frames;
  }

  /** What is kept goes into a new store of this size. */
  #move(storeBytes: number): void {
    const begin = this.#endOf(this.#first - 1);
    const kept = this.#store.subarray(begin, this.#end);
    this.#ends = this.#ends.slice(this.#first).map((end) => end - begin);
    this.#first = 0;
    this.#allocate(storeBytes);
    this.#store.set(kept);
  }

  /** A new store with these frames alone. */
  #replace(frames: readonly Uint8Array[]): void {
    this.#ends = [];
    this.#first = 0;
    this.#allocate(frames.reduce((sum, { byteLength }) => sum + byteLength, 0));
    for (const frame of frames) this.#write(frame);
  }

  #allocate(bytes: number): void {
    this.#budget.usedBytes += bytes - this.#store.length;
    // Not cleared: nothing is read that was not written before.
    this.#store = bytes === 0 ? noBytes : Buffer.allocUnsafeSlow(bytes);
  }

  /** Where the next frame begins. */
  get #end(): number {
    return this.#endOf(this.#ends.length - 1);
  }

  #endOf(index: number): number {
    return index < 0 ? 0 : (this.#ends[index] ?? 0);
  }
}

/** As many of the last as fit. */
function newest(frames: readonly Uint8Array[], maxFrames: number, maxBytes: number): readonly Uint8Array[] {
  let from = frames.length;
  let bytes = 0;
  while (from > 0 && frames.length - from < maxFrames) {
    bytes += frames[from - 1]!.byteLength;
    if (bytes > maxBytes) break;
    from -= 1;
  }
  return frames.slice(from);
}
