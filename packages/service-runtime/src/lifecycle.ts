import type { Logger } from "./create-logger.ts";

/** How long one part may take to stop before the next one is stopped all the same. */
const defaultStopTimeoutMs = 10_000;

interface Undo {
  readonly name: string;
  readonly timeoutMs: number;
  readonly run: () => unknown;
}

/** What a running service must undo. Each opening is followed by its `onStop`; stop is the reverse of start. */
export class Lifecycle {
  readonly #logger: Logger;
  readonly #undos: Undo[] = [];
  #stopping: Promise<void> | undefined;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  get stopping(): boolean {
    return this.#stopping !== undefined;
  }

  /** What is opened after `stop` began is undone at once: a signal may come in the middle of a start. */
  onStop(name: string, run: () => unknown, { timeoutMs = defaultStopTimeoutMs }: { timeoutMs?: number } = {}): void {
    const undo = { name, run, timeoutMs };
    if (this.#stopping === undefined) this.#undos.push(undo);
    else this.#stopping = Promise.all([this.#stopping, this.#undo(undo)]).then(() => undefined);
  }

  /** Undoes everything, last first. Never throws: what fails or takes too long is logged. Again: the same stop. */
  stop(): Promise<void> {
    this.#stopping ??= this.#undoAll();
    return this.#stopping;
  }

  async #undoAll(): Promise<void> {
    for (let undo = this.#undos.pop(); undo !== undefined; undo = this.#undos.pop()) await this.#undo(undo);
  }

  async #undo({ name, run, timeoutMs }: Undo): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`not stopped within ${timeoutMs} ms`)), timeoutMs);
    });
    try {
      await Promise.race([(async () => run())(), late]);
    } catch (err) {
      this.#logger.error({ err, part: name }, "a part did not stop cleanly");
    } finally {
      clearTimeout(timer);
    }
  }
}
