import { answerTimeoutMs } from "../limits.ts";

/** Gives up a server that does not answer in time what it is asked, one question after the other. */
export class AnswerWatch {
  /** One for all questions, and mostly too early: nearly every answer comes within milliseconds. */
  readonly #timer: NodeJS.Timeout;
  #waiting = false;

  constructor(giveUp: (error: Error) => void) {
    this.#timer = setTimeout(() => {
      if (this.#waiting) giveUp(new Error(`Postgres did not answer within ${answerTimeoutMs} ms`));
    }, answerTimeoutMs);
  }

  /** `giveUp` must make the answer fail. */
  async over<Answer>(answer: Promise<Answer>): Promise<Answer> {
    this.#waiting = true;
    this.#timer.refresh();
    try {
      return await answer;
    } finally {
      this.#waiting = false;
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
