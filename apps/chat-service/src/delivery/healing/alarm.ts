import type { Clock } from "../clock.ts";

/** One timer for whoever has many things to do at different times: rings at the earliest moment asked for. */
export class Alarm {
  readonly #clock: Clock;
  readonly #ring: () => void;
  #atMs = Number.POSITIVE_INFINITY;
  #cancel: () => void = () => {};

  constructor(clock: Clock, ring: () => void) {
    this.#clock = clock;
    this.#ring = ring;
  }

  ringBy(atMs: number): void {
    if (atMs >= this.#atMs) return;
    this.#cancel();
    this.#atMs = atMs;
    this.#cancel = this.#clock.after(Math.max(0, atMs - this.#clock.now()), () => {
      this.#atMs = Number.POSITIVE_INFINITY;
      this.#ring();
    });
  }

  stop(): void {
    this.#cancel();
    // Nothing is earlier, so nothing sets it again.
    this.#atMs = Number.NEGATIVE_INFINITY;
  }
}
