/**
 * What is told at most once in `intervalMs`, of each key the newest: the first after a quiet time at once, so that little is
 * lost with an instance that dies. Never more than `max` keys.
 */
export class Gathered<Value> {
  readonly #options: GatheredOptions<Value>;
  #waiting = new Map<string, Value>();
  #notBeforeMs = 0;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: GatheredOptions<Value>) {
    this.#options = options;
  }

  add(key: string, value: Value): void {
    if (this.#stopped) return;
    if (!this.#waiting.has(key) && this.#waiting.size >= this.#options.max) return this.#options.dropped();
    this.#waiting.set(key, value);
    this.#timer ??= setTimeout(() => void this.#tell(), Math.max(0, this.#notBeforeMs - performance.now()));
  }

  /** What waits is forgotten. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#waiting.clear();
  }

  async #tell(): Promise<void> {
    const values = [...this.#waiting.values()];
    this.#waiting = new Map();
    await this.#options.tell(values);
    this.#notBeforeMs = performance.now() + this.#options.intervalMs;
    this.#timer = this.#waiting.size === 0 ? undefined : setTimeout(() => void this.#tell(), this.#options.intervalMs);
  }
}

export interface GatheredOptions<Value> {
  readonly intervalMs: number;
  readonly max: number;
  /** Must not reject. */
  readonly tell: (values: readonly Value[]) => Promise<void>;
  /** One was too many. */
  readonly dropped: () => void;
}
