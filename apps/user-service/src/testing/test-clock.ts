/** A clock that stands still until it is moved. */
export class TestClock {
  #nowMs = Date.now();

  readonly now = (): Date => new Date(this.#nowMs);

  advance(ms: number): void {
    this.#nowMs += ms;
  }
}
