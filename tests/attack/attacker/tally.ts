/** What an attacker sent, and what came of it. */
export interface Spoils {
  /** Requests, frames or connections, as its title says. */
  readonly sent: number;
  /** How often it got what: `200`, `error rate_limited`, `close 4501`, `cut` … */
  readonly got: Readonly<Record<string, number>>;
}

export class Tally {
  #sent = 0;
  readonly #got = new Map<string, number>();

  sent(count = 1): void {
    this.#sent += count;
  }

  got(what: string): void {
    this.#got.set(what, (this.#got.get(what) ?? 0) + 1);
  }

  spoils(): Spoils {
    return { sent: this.#sent, got: Object.fromEntries(this.#got) };
  }
}
