import type { RoomPublication } from "../../broker/broker.ts";
import type { ByteBudget } from "./byte-budget.ts";

/** Publications of a room that wait for what is missing before them. What does not fit is left to the log. */
export class EarlyArrivals {
  readonly #maxFrames: number;
  readonly #maxBytes: number;
  readonly #budget: ByteBudget;
  /** Ascending by `firstSeq`. */
  #waiting: RoomPublication[] = [];
  #frames = 0;
  #bytes = 0;

  constructor(maxFrames: number, maxBytes: number, budget: ByteBudget) {
    this.#maxFrames = maxFrames;
    this.#maxBytes = maxBytes;
    this.#budget = budget;
  }

  get bytes(): number {
    return this.#bytes;
  }

  add(publication: RoomPublication): void {
    const bytes = bytesOf(publication);
    if (this.#frames + publication.frames.length > this.#maxFrames) return;
    if (this.#bytes + bytes > this.#maxBytes) return;
    if (this.#budget.usedBytes + bytes > this.#budget.maxBytes) return;
    const before = this.#waiting.findLastIndex((other) => other.firstSeq <= publication.firstSeq);
    this.#waiting.splice(before + 1, 0, publication);
    this.#count(publication.frames.length, bytes);
  }

  /** Takes out the first publication that holds `seq`; those before it have nothing new and go. */
  take(seq: number): RoomPublication | undefined {
    for (let first = this.#waiting[0]; first !== undefined && first.firstSeq <= seq; first = this.#waiting[0]) {
      this.#waiting.shift();
      this.#count(-first.frames.length, -bytesOf(first));
      if (lastSeqOf(first) >= seq) return first;
    }
    return undefined;
  }

  /** Forgets what is not of this epoch. */
  keepEpoch(epoch: string): void {
    this.#keep((publication) => publication.epoch === epoch);
  }

  /** Forgets what reaches beyond `seq`. */
  keepThrough(seq: number): void {
    this.#keep((publication) => lastSeqOf(publication) <= seq);
  }

  clear(): void {
    this.#keep(() => false);
  }

  /** The highest seq that waits; 0 if nothing does. */
  lastSeq(): number {
    return this.#waiting.reduce((highest, publication) => Math.max(highest, lastSeqOf(publication)), 0);
  }

  #keep(wanted: (publication: RoomPublication) => boolean): void {
    for (const publication of this.#waiting) {
      if (!wanted(publication)) this.#count(-publication.frames.length, -bytesOf(publication));
    }
    this.#waiting = this.#waiting.filter(wanted);
  }

  #count(frames: number, bytes: number): void {
    this.#frames += frames;
    this.#bytes += bytes;
    this.#budget.usedBytes += bytes;
  }
}

function bytesOf(publication: RoomPublication): number {
  return publication.frames.reduce((sum, frame) => sum + frame.byteLength, 0);
}

function lastSeqOf(publication: RoomPublication): number {
  return publication.firstSeq + publication.frames.length - 1;
}
