import { answerTimeoutMs } from "../../limits.ts";

/** Gives up a server that does not answer what it was asked for `answerTimeoutMs`. */
export class AnswerWatch {
  /** One for all questions, put off by each: one for each would cost more. */
  readonly #timer: NodeJS.Timeout;
  #unanswered = 0;

  constructor(giveUp: (error: Error) => void) {
    this.#timer = setTimeout(() => {
      if (this.#unanswered > 0) giveUp(new Error(`Postgres did not answer within ${answerTimeoutMs} ms`));
    }, answerTimeoutMs);
  }

  /** `giveUp` must settle the answer. */
  async over<Answer>(answer: Promise<Answer>): Promise<Answer> {
    this.#unanswered += 1;
    this.#timer.refresh();
    try {
      return await answer;
    } finally {
      this.#unanswered -= 1;
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
