import { type BystanderFigures, figuresOf, type MeasureName, measures } from "./figures.ts";

/** What was measured between two moments. Whatever was begun in it counts, however late it ends. */
export class Window {
  readonly #times = new Map<MeasureName, number[]>(measures.map((name) => [name, []]));
  readonly #errors = new Map<string, number>();
  readonly #underWay = new Set<Promise<void>>();

  /** Does something and notes how long it took, or what went wrong: that took as long as it took, too. */
  measure(name: MeasureName, act: () => Promise<unknown>): void {
    const begun = performance.now();
    const done = act()
      .catch((error: unknown) => this.error(`${name}: ${error instanceof Error ? error.message : String(error)}`))
      .then(() => void this.#times.get(name)!.push(performance.now() - begun))
      .finally(() => this.#underWay.delete(done));
    this.#underWay.add(done);
  }

  error(what: string): void {
    this.#errors.set(what, (this.#errors.get(what) ?? 0) + 1);
  }

  /** When all that is under way is done; each has a deadline of its own. */
  async figures(): Promise<BystanderFigures> {
    await Promise.all(this.#underWay);
    const measured = Object.fromEntries([...this.#times].map(([name, times]) => [name, figuresOf(times)]));
    return {
      measured: measured as BystanderFigures["measured"],
      errors: Object.fromEntries(this.#errors),
    };
  }
}
