import { Bucket, type Rate } from "@hubbub/rate-limits";
import {
  badFramesMs,
  maxBadFrames,
  maxBytesBeforeAuth,
  maxFrameBytesBeforeAuth,
  maxFramesBeforeAuth,
  maxRefusedFrames,
  refusedFramesMs,
} from "../../limits.ts";

/** What every socket has for itself; `typing` are frames that say that somebody types. */
export const socketLimits = ["frames", "frame_bytes", "typing"] as const;

export type SocketRates = Readonly<Record<(typeof socketLimits)[number], Rate>>;

/** A frame that the rates do not allow. */
export interface Overspent {
  readonly limit: "frames" | "frame_bytes";
  readonly waitMs: number;
}

/** What one socket may still send. Times are of `performance.now()`, all of them: a clock that is set would refuse for hours. */
export class FrameAllowance {
  readonly #frames: Bucket | undefined;
  readonly #frameBytes: Bucket | undefined;
  readonly #typing: Bucket | undefined;
  /** Made when it is needed: most sockets never are. */
  #refused: Bucket | undefined;
  #badAtMs: number[] | undefined;
  #framesBeforeAuth = 0;
  #bytesBeforeAuth = 0;

  /** Without rates (RATE_LIMITS=off) only what no honest client does is limited. */
  constructor(rates: SocketRates | undefined) {
    if (rates === undefined) return;
    this.#frames = new Bucket(rates.frames);
    this.#frameBytes = new Bucket(rates.frame_bytes);
    this.#typing = new Bucket(rates.typing);
  }

  /** Takes a frame of so many bytes from the rates, or several together, or says which of them refuses it. */
  spend(nowMs: number, bytes: number, frames = 1): Overspent | undefined {
    const framesWaitMs = this.#frames?.spend(nowMs, frames) ?? 0;
    if (framesWaitMs > 0) return { limit: "frames", waitMs: framesWaitMs };
    const bytesWaitMs = this.#frameBytes?.spend(nowMs, bytes) ?? 0;
    return bytesWaitMs > 0 ? { limit: "frame_bytes", waitMs: bytesWaitMs } : undefined;
  }

  /** One more frame was over the rates. False for a socket that goes on regardless. */
  mayGoOn(nowMs: number): boolean {
    this.#refused ??= new Bucket({
      count: maxRefusedFrames,
      seconds: refusedFramesMs / 1_000,
      burst: maxRefusedFrames,
    });
    return this.#refused.spend(nowMs) === 0;
  }

  /** Whether a frame of so many bytes is one that a client without `auth` sends. */
  mayPrecedeAuth(bytes: number): boolean {
    this.#framesBeforeAuth += 1;
    this.#bytesBeforeAuth += bytes;
    if (bytes > maxFrameBytesBeforeAuth) return false;
    return this.#framesBeforeAuth <= maxFramesBeforeAuth && this.#bytesBeforeAuth <= maxBytesBeforeAuth;
  }

  /** A frame was no JSON object, or came before `auth`. False at the one too many. */
  mayBeBad(nowMs: number): boolean {
    const times = (this.#badAtMs ??= []);
    times.push(nowMs);
    while (times.length > 1 && nowMs - times[0]! >= badFramesMs) times.shift();
    return times.length < maxBadFrames;
  }

  /** Whether `is_typing: true` is passed on. */
  mayType(nowMs: number): boolean {
    return (this.#typing?.spend(nowMs) ?? 0) === 0;
  }
}
