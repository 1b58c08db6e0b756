import type { ChatDatabase } from "../../db/open-chat-database.ts";
import { maxAskedMayWrite, maxWaitingMayWrite } from "../../limits.ts";
import { readWriters, type WritingQuestion } from "./mute-queries.ts";

interface Question extends WritingQuestion {
  readonly answer: (mayWrite: boolean) => void;
}

/** Who may be seen to write: members who are not muted, in a direct room by a block. What is asked during a query goes together in the next. */
export class MayWrite {
  readonly #db: ChatDatabase;
  readonly #waiting: Question[] = [];
  #running = false;

  constructor(db: ChatDatabase) {
    this.#db = db;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** False also where it cannot be found out now: too many ask, or Postgres is away. */
  ask(roomId: number, actor: Question["actor"]): Promise<boolean> {
    if (this.#waiting.length >= maxWaitingMayWrite) return Promise.resolve(false);
    return new Promise((answer) => {
      this.#waiting.push({ roomId, actor, answer });
      if (!this.#running) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#waiting.length > 0) {
      const questions = this.#waiting.splice(0, maxAskedMayWrite);
      const writers = await readWriters(this.#db, questions).catch(() => new Set<string>());
      for (const { roomId, actor, answer } of questions) answer(writers.has(`${roomId}:${actor.userId}`));
    }
    this.#running = false;
  }
}
