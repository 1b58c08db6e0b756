import type { HttpResponse } from "uWebSockets.js";
import { maxDiscardedBytes } from "../limits.ts";
import type { RequestHead } from "./request-head.ts";

/** A request's body while it comes. */
export interface RequestBody {
  /** All of it came: the connection is at the beginning of its next request. */
  readonly isWhole: boolean;
  /** Takes nothing more from the connection. What had come with the head is kept. */
  pause(): void;
  /** Keeps nothing from now on: the request is refused, and what still comes of it is thrown away. */
  discard(): void;
  /** Undoes `pause`. The response must not be aborted or answered. */
  resume(): void;
}

/** One that is read before its handler runs. */
export interface WholeBody extends RequestBody {
  /**
   * All bytes. Of more than `maxBytes` it is "too large", but only after the rest was read and thrown away (a sender that is
   * still sending would see a broken connection, not the answer); if that is too much itself it is "endless", and the
   * connection must be closed. Never settles if the request is aborted.
   */
  read(): Promise<Uint8Array | "too large" | "endless">;
}

/** Call it before the first await: uWebSockets.js throws away what nobody listens for. */
export function openBody(res: HttpResponse, head: RequestHead, maxBytes: number): WholeBody {
  const whole = Promise.withResolvers<Uint8Array | "too large" | "endless">();
  let isWhole = head.contentLength === 0 && !head.isChunked;
  let isPaused = false;
  let bytes = 0;
  let isKept = true;
  // One buffer that grows: chunks of one byte each would cost a hundred times their size. None for what is refused.
  let held = Buffer.alloc(0);
  const keep = (chunk: Uint8Array) => {
    if (bytes + chunk.length > held.length) {
      const wanted = Math.max(head.contentLength, held.length * 2, bytes + chunk.length);
      const larger = Buffer.allocUnsafe(Math.min(wanted, maxBytes));
      held.copy(larger, 0, 0, bytes);
      held = larger;
    }
    held.set(chunk, bytes);
  };
  if (head.contentLength > maxDiscardedBytes) whole.resolve("endless");
  res.onData((chunk, isLast) => {
    if (isKept && bytes + chunk.byteLength <= maxBytes) keep(new Uint8Array(chunk));
    bytes += chunk.byteLength;
    isWhole ||= isLast;
    if (bytes > maxDiscardedBytes) whole.resolve("endless");
    else if (isLast) whole.resolve(bytes > maxBytes ? "too large" : held.subarray(0, bytes));
  });
  return {
    get isWhole() {
      return isWhole;
    },
    pause() {
      if (isWhole || isPaused) return;
      isPaused = true;
      res.pause();
    },
    discard() {
      isKept = false;
      held = Buffer.alloc(0);
    },
    resume() {
      if (isPaused) res.resume();
      isPaused = false;
    },
    read: () => whole.promise,
  };
}
