import { maxUploadHoldMs, uploadBytesPerSecond, uploadBurstBytes } from "../limits.ts";

/** How fast the uploads of a process come, all together: whoever chats beside them is not to notice. */
export class UploadPace {
  /** As `performance.now()` counts: when all is paid for that came until now, at that pace. */
  #evenMs = 0;

  /** That many bytes came. Ms for which their sender waits before the next ones: each takes its place behind what came before. */
  took(bytes: number): number {
    const nowMs = performance.now();
    const burstMs = toMs(uploadBurstBytes);
    const evenMs = Math.max(this.#evenMs, nowMs - burstMs) + toMs(bytes);
    this.#evenMs = Math.min(evenMs, nowMs + maxUploadHoldMs);
    return Math.max(0, this.#evenMs - nowMs);
  }
}

function toMs(bytes: number): number {
  return (bytes / uploadBytesPerSecond) * 1_000;
}
