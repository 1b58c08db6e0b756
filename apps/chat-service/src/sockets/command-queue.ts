import { maxUnansweredCommands } from "../limits.ts";

/**
 * `together`: begins at once and is done when it is done; what it appends enters the writer's queue in its first turn.
 * `alone`: waits for all before it and holds back all after it, for what it reads must show the one and not the other.
 */
export type CommandPace = "together" | "alone";

interface Waiting {
  readonly pace: CommandPace;
  readonly run: () => Promise<void>;
}

/** One socket's commands, in effect in the order they were sent. */
export class CommandQueue {
  readonly #waiting: Waiting[] = [];
  #running = 0;
  #alone = false;
  #ended = false;

  /** Commands that have no answer yet. */
  get unanswered(): number {
    return this.#waiting.length + this.#running;
  }

  get full(): boolean {
    return this.unanswered >= maxUnansweredCommands;
  }

  /** `run` must not reject. */
  push(pace: CommandPace, run: () => Promise<void>): void {
    if (this.#ended) return;
    this.#waiting.push({ pace, run });
    this.#advance();
  }

  /** What waits is forgotten; what runs runs on. */
  end(): void {
    this.#ended = true;
    this.#waiting.length = 0;
  }

  #advance(): void {
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      if (this.#alone || (next.pace === "alone" && this.#running > 0)) return;
      this.#waiting.shift();
      this.#running += 1;
      this.#alone = next.pace === "alone";
      void next.run().then(() => this.#finish());
    }
  }

  #finish(): void {
    this.#running -= 1;
    this.#alone = false;
    this.#advance();
  }
}
