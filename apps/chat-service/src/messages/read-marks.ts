import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "@hubbub/errors";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import { markReadDeadlineMs, markReadRetryMs, maxReadMarksPerQuery, maxWaitingReadMarks } from "../limits.ts";
import { type MovedMark, moveReadMarkBack, moveReadMarks, type ReadMark } from "./read-mark-queries.ts";

/** Tells somebody's devices where their mark of a room stands now, and others in the room how far they have read. */
export type TellRead = (mark: {
  readonly roomId: number;
  readonly userId: number;
  readonly lastReadSeq: number;
  /** It was set back. */
  readonly isBack: boolean;
  /** Not where people read who are no members, nor what they were told before. */
  readonly isForOthers: boolean;
}) => void;

interface WaitingMark extends ReadMark {
  readonly deadlineMs: number;
  readonly answer: PromiseWithResolvers<number>;
}

/**
 * Read marks on their way into the database: what arrives while a query runs goes together in the next, and of one
 * person's marks of one room only the furthest. `tellRead` hears of each mark that moved, after its commit.
 */
export class ReadMarks {
  readonly #db: ChatDatabase;
  readonly #tellRead: TellRead;
  #waiting = new Map<string, WaitingMark>();
  #running = false;

  constructor(db: ChatDatabase, tellRead: TellRead) {
    this.#db = db;
    this.#tellRead = tellRead;
  }

  /** Not on their way yet. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Answers where the mark stands then. Throws `forbidden`, `room_not_found`, `overloaded`, `unavailable`. */
  move(mark: ReadMark): Promise<number> {
    const key = `${mark.roomId}:${mark.userId}`;
    const earlier = this.#waiting.get(key);
    if (earlier === undefined && this.#waiting.size >= maxWaitingReadMarks) {
      return Promise.reject(new AppError("overloaded", undefined, { retryAfterMs: 1_000 }));
    }
    // Marks that come again and again must not put off the answer to the first.
    const deadlineMs = earlier?.deadlineMs ?? performance.now() + markReadDeadlineMs;
    const answer = earlier?.answer ?? Promise.withResolvers<number>();
    this.#waiting.set(key, { ...mark, seq: Math.max(mark.seq, earlier?.seq ?? 0), deadlineMs, answer });
    if (!this.#running) void this.#run();
    return answer.promise;
  }

  /** Sets it back to the mark's seq, never forward. Answers where it stands then. Throws `forbidden`, `room_not_found`. */
  async moveBack(mark: ReadMark): Promise<number> {
    const result = await moveReadMarkBack(this.#db, mark);
    const { lastReadSeq, outcome } = result;
    if (lastReadSeq === undefined) throw refusal(result);
    const { roomId, userId } = mark;
    if (outcome === "moved") this.#tellRead({ roomId, userId, lastReadSeq, isBack: true, isForOthers: false });
    return lastReadSeq;
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#waiting.size > 0) {
      const batch = [...this.#waiting].slice(0, maxReadMarksPerQuery);
      for (const [key] of batch) this.#waiting.delete(key);
      const locked = await this.#write(batch.map(([, mark]) => mark));
      if (locked > 0) await delay(markReadRetryMs);
    }
    this.#running = false;
  }

  /** Answers how many could not be had and wait again. */
  async #write(marks: readonly WaitingMark[]): Promise<number> {
    let locked = 0;
    try {
      const moved = await moveReadMarks(this.#db, marks);
      for (const [index, mark] of marks.entries()) {
        const result = moved[index];
        if (result?.outcome === "locked" && performance.now() < mark.deadlineMs) {
          this.#waitAgain(mark);
          locked += 1;
        } else this.#settle(mark, result);
      }
    } catch (error) {
      for (const { answer } of marks) answer.reject(error);
    }
    return locked;
  }

  #settle({ roomId, userId, answer }: WaitingMark, result: MovedMark | undefined): void {
    if (result?.lastReadSeq === undefined) return answer.reject(refusal(result));
    if (result.outcome === "locked") return answer.reject(new AppError("unavailable"));
    const { lastReadSeq, hasStrangers, isFurthest } = result;
    const isForOthers = isFurthest && !hasStrangers;
    if (result.outcome === "moved") this.#tellRead({ roomId, userId, lastReadSeq, isBack: false, isForOthers });
    answer.resolve(lastReadSeq);
  }

  /** With what came for the same room and person meanwhile. */
  #waitAgain(mark: WaitingMark): void {
    const key = `${mark.roomId}:${mark.userId}`;
    const newer = this.#waiting.get(key);
    if (newer !== undefined) mark.answer.resolve(newer.answer.promise);
    const { deadlineMs } = mark;
    this.#waiting.set(key, newer === undefined ? mark : { ...newer, deadlineMs, seq: Math.max(newer.seq, mark.seq) });
  }
}

function refusal(result: MovedMark | undefined): AppError {
  if (result?.kind === "public" || result?.kind === "announcement") {
    return new AppError("forbidden", "Only members of the room may do that");
  }
  return new AppError("room_not_found", undefined, { field: "room_id" });
}
