import type { Clock } from "../clock.ts";

/** Time that passes only when a test says so. */
export class VirtualClock implements Clock {
  #nowMs = 1_000_000;
  #timers: { readonly atMs: number; readonly run: () => void }[] = [];
  #nextTurn: (() => void)[] = [];

  now(): number {
    return this.#nowMs;
  }

  after(ms: number, run: () => void): () => void {
    const timer = { atMs: this.#nowMs + ms, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  nextTurn(run: () => void): void {
    this.#nextTurn.push(run);
  }

  get timers(): number {
    return this.#timers.length;
  }

  /** Lets what was promised happen, then runs one turn of the event loop. */
  async turn(): Promise<void> {
    await settled();
    const turn = this.#nextTurn;
    this.#nextTurn = [];
    for (const run of turn) run();
    await settled();
  }

  /** Turns of the event loop until nothing is left to do now. */
  async idle(): Promise<void> {
    do await this.turn();
    while (this.#nextTurn.length > 0);
  }

  /** Fires what is due within `ms`, but runs no turn of the event loop: it stalled. */
  async stall(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    for (let next = this.#takeDue(untilMs); next !== undefined; next = this.#takeDue(untilMs)) next.run();
    this.#nowMs = untilMs;
  }

  async pass(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    await this.idle();
    for (let next = this.#takeDue(untilMs); next !== undefined; next = this.#takeDue(untilMs)) {
      next.run();
      await this.idle();
    }
    this.#nowMs = untilMs;
  }

  #takeDue(untilMs: number) {
    const [next] = this.#timers.toSorted((a, b) => a.atMs - b.atMs);
    if (next === undefined || next.atMs > untilMs) return undefined;
    this.#timers = this.#timers.filter((timer) => timer !== next);
    this.#nowMs = Math.max(this.#nowMs, next.atMs);
    return next;
  }
}

/** All promises that can settle without time or input have. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
