import { epochNowUs } from "@hubbub/service-runtime";
import {
  bufferRecountMs,
  endedReaderLingerMs,
  maxAllBufferedBytes,
  maxSignalBufferedBytes,
  maxReaderBufferedBytes,
} from "../../limits.ts";
import type { Clock } from "../clock.ts";
import type { DeliveryMetrics } from "../delivery-metrics.ts";
import type { Seat } from "./seat.ts";

export interface FanOutOptions {
  readonly clock: Clock;
  readonly metrics: DeliveryMetrics;
  /** Every reader of the instance. */
  readonly seats: { values(): Iterable<Seat> };
  /** The reader is too slow: to be taken out of its rooms and closed, or cut off where its buffer must go now. */
  readonly end: (seat: Seat, how: "close" | "cut") => void;
}

/**
 * Hands frames to readers and ends those that do not keep up: who has too much buffered, and the fullest once all
 * together have. This loop is the hot path: nothing in it is made per reader.
 */
export class FanOut {
  readonly #options: FanOutOptions;
  /** Of all seats, as seen after their last writes: too high rather than too low, for buffers drain unseen. */
  #bufferedBytes = 0;
  #nextRecountMs = 0;
  /** Ended sockets whose buffers still live. */
  #lingering: { readonly bytes: number; readonly untilMs: number }[] = [];
  #lingeringBytes = 0;

  constructor(options: FanOutOptions) {
    this.#options = options;
  }

  get bufferedBytes(): number {
    return this.#bufferedBytes;
  }

  /** `receivedUs`: when the oldest of the commands behind these log frames was received, where that is known. */
  send(seats: ReadonlySet<Seat>, frames: readonly Uint8Array[], receivedUs?: number): void {
    const { metrics } = this.#options;
    metrics.delivered(frames.length * seats.size);
    for (const seat of seats) this.#write(seat, frames);
    if (receivedUs !== undefined && seats.size > 0)
      metrics.deliverySeconds(Math.max(0, epochNowUs() - receivedUs) / 1e6);
    if (this.#bufferedBytes + this.#lingeringBytes > maxAllBufferedBytes) this.#relieve();
  }

  /** The answer to a join and the log frames that follow it. */
  sendJoined(seat: Seat, roomJoined: Uint8Array, frames: readonly Uint8Array[]): void {
    this.#options.metrics.delivered(frames.length);
    this.#write(seat, [roomJoined, ...frames]);
  }

  /** For frames that may be missed: left out for readers that are behind. */
  sendSignal(seats: Iterable<Seat>, frame: Uint8Array, exceptUserId: number | undefined): void {
    const frames = [frame];
    for (const { reader } of seats) {
      if (reader.userId === exceptUserId || reader.bufferedBytes() > maxSignalBufferedBytes) continue;
      reader.write(frames);
    }
  }

  /** The seat is no longer among the readers. */
  forget(seat: Seat): void {
    this.#bufferedBytes -= seat.bufferedBytes;
    seat.bufferedBytes = 0;
  }

  #write(seat: Seat, frames: readonly Uint8Array[]): void {
    if (this.#account(seat, seat.reader.write(frames)) <= maxReaderBufferedBytes) return;
    this.#lingering.push({ bytes: seat.bufferedBytes, untilMs: this.#options.clock.now() + endedReaderLingerMs });
    this.#lingeringBytes += seat.bufferedBytes;
    this.#options.end(seat, "close");
  }

  #account(seat: Seat, buffered: number): number {
    this.#bufferedBytes += buffered - seat.bufferedBytes;
    seat.bufferedBytes = buffered;
    return buffered;
  }

  /**
   * Ends the fullest until all fit again. Buffers of sockets that were slow by themselves count while they linger, but
   * nobody who keeps up is ended for them. Those ended here are cut off: a close would let their buffers live on, and
   * many readers that stall together would take as much memory again.
   */
  #relieve(): void {
    const now = this.#options.clock.now();
    if (now < this.#nextRecountMs) return;
    this.#nextRecountMs = now + bufferRecountMs;
    this.#lingering = this.#lingering.filter((ended) => ended.untilMs > now);
    this.#lingeringBytes = this.#lingering.reduce((sum, ended) => sum + ended.bytes, 0);
    for (const seat of this.#options.seats.values()) this.#account(seat, seat.reader.bufferedBytes());
    if (this.#bufferedBytes + this.#lingeringBytes <= maxAllBufferedBytes) return;
    const fullestFirst = [...this.#options.seats.values()].toSorted((a, b) => b.bufferedBytes - a.bufferedBytes);
    for (const seat of fullestFirst) {
      const lingeringBytes = seat.bufferedBytes > maxSignalBufferedBytes ? this.#lingeringBytes : 0;
      if (this.#bufferedBytes + lingeringBytes <= maxAllBufferedBytes) return;
      this.#options.end(seat, "cut");
    }
  }
}
