import { maxUnansweredCommands } from "../../limits.ts";

/**
 * `together`: begins at once and is done when it is done; what it appends enters the writer's queue in its first turn.
 * `alone`: waits for all before it and holds back all after it, for what it reads must show the one and not the other.
 * `in_turn`: begins at once, and holds back all after it until it has found out which room it means, and whom it names: then
 * what it appends is in the writer's queue, and it says `proceed`.
 */
export type CommandPace = "together" | "alone" | "in_turn";

interface Waiting {
  readonly pace: CommandPace;
  readonly run: (proceed: () => void) => Promise<void>;
}

/** One socket's commands, in effect in the order they were sent. */
export class CommandQueue {
  readonly #waiting: Waiting[] = [];
  #running = 0;
  /** The running command that holds back what waits. */
  #holder: Waiting | undefined;
  #ended = false;

  /** Commands that have no answer yet. */
  get unanswered(): number {
    return this.#waiting.length + this.#running;
  }

  get full(): boolean {
    return this.unanswered >= maxUnansweredCommands;
  }

  /** `run` must not reject. */
  push(pace: CommandPace, run: Waiting["run"]): void {
    if (this.#ended) return;
    // The hot path: nothing is made for a command that need not wait and holds nothing back.
    if (pace === "together" && this.#holder === undefined && this.#waiting.length === 0) return this.#beginFree(run);
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
      if (this.#holder !== undefined || (next.pace === "alone" && this.#running > 0)) return;
      this.#waiting.shift();
      this.#begin(next);
    }
  }

  #beginFree(run: Waiting["run"]): void {
    this.#running += 1;
    void run(doNothing).then(() => {
      this.#running -= 1;
      if (this.#waiting.length > 0) this.#advance();
    });
  }

  #begin(command: Waiting): void {
    if (command.pace === "together") return this.#beginFree(command.run);
    const release = () => {
      if (this.#holder === command) this.#holder = undefined;
    };
    const proceed = () => {
      release();
      this.#advance();
    };
    this.#running += 1;
    this.#holder = command;
    void command.run(command.pace === "in_turn" ? proceed : doNothing).then(() => {
      this.#running -= 1;
      release();
      this.#advance();
    });
  }
}

function doNothing(): void {}
