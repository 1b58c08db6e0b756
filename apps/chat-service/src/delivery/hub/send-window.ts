import type { Span } from "@hubbub/service-runtime";
import { maxWindowBytes, maxWindowFrames } from "../../limits.ts";
import type { Clock } from "../clock.ts";
import type { FanOut } from "../readers/fan-out.ts";
import type { Seat } from "../readers/seat.ts";
import type { WindowPolicy } from "./window-policy.ts";

export interface SendWindowOptions {
  readonly clock: Clock;
  readonly windows: WindowPolicy;
  readonly fanOut: Pick<FanOut, "send">;
}

/**
 * Gathers the frames of a busy room for some milliseconds, so that each reader gets them in one write: the system call
 * is most of what a delivery costs. The first frame after a pause goes out at once, and what follows it within the window
 * goes together; a room whose rate would not fill a window has none.
 */
export class SendWindow {
  readonly #readers: ReadonlySet<Seat>;
  readonly #options: SendWindowOptions;
  #frames: Uint8Array[] = [];
  #bytes = 0;
  /** Of the oldest of the frames of which it is known. */
  #receivedUs: number | undefined;
  /** Of the followed among them; each ends as its frames go out. */
  #spans: Span[] = [];
  #lastMs = Number.NEGATIVE_INFINITY;
  #intervalMs = Number.POSITIVE_INFINITY;
  #close: (() => void) | undefined;

  constructor(readers: ReadonlySet<Seat>, options: SendWindowOptions) {
    this.#readers = readers;
    this.#options = options;
  }

  add(frames: readonly Uint8Array[], receivedUs: number | undefined, spans: readonly Span[]): void {
    this.#measure(frames.length);
    if (this.#close === undefined) {
      this.#send(frames, receivedUs, spans);
      this.#open();
      return;
    }
    for (const frame of frames) {
      this.#frames.push(frame);
      this.#bytes += frame.length;
    }
    this.#receivedUs ??= receivedUs;
    for (const span of spans) this.#spans.push(span);
    if (this.#frames.length >= maxWindowFrames || this.#bytes >= maxWindowBytes) this.flush();
  }

  /** What was gathered goes out now; the window stays open for what follows. */
  flush(): void {
    if (this.#frames.length === 0) return;
    const frames = this.#frames;
    const receivedUs = this.#receivedUs;
    const spans = this.#spans;
    this.#forget();
    this.#send(frames, receivedUs, spans);
  }

  /** Forgets what was gathered. */
  stop(): void {
    this.#close?.();
    this.#close = undefined;
    this.#forget();
  }

  #send(frames: readonly Uint8Array[], receivedUs: number | undefined, spans: readonly Span[]): void {
    const sockets = this.#readers.size;
    this.#options.fanOut.send(this.#readers, frames, receivedUs);
    for (const span of spans) {
      span.set({ "hubbub.sockets": sockets });
      span.end();
    }
  }

  #open(): void {
    const { clock, windows } = this.#options;
    const windowMs = windows({ intervalMs: this.#intervalMs, readers: this.#readers.size });
    if (windowMs > 0) this.#close = clock.after(windowMs, () => this.#end());
  }

  #end(): void {
    this.#close = undefined;
    if (this.#frames.length === 0) return;
    this.flush();
    // More is likely to follow at this rate; an empty window ends it.
    this.#open();
  }

  #forget(): void {
    this.#frames = [];
    this.#bytes = 0;
    this.#receivedUs = undefined;
    if (this.#spans.length > 0) this.#spans = [];
  }

  #measure(count: number): void {
    const now = this.#options.clock.now();
    const intervalMs = (now - this.#lastMs) / count;
    this.#lastMs = now;
    const known = Number.isFinite(this.#intervalMs);
    this.#intervalMs = known ? this.#intervalMs + (intervalMs - this.#intervalMs) * weightOfNewest : intervalMs;
  }
}

/** Ten events or so make the rate. */
const weightOfNewest = 0.1;
