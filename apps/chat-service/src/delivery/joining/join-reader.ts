import { maxJoinReads, maxJoinsPerRead, maxResumeEvents } from "../../limits.ts";
import type { JoinQuery, RoomJoin } from "../../room-log/read/join-queries.ts";
import type { Clock } from "../clock.ts";
import type { RoomHub } from "../hub/room-hub.ts";
import type { RoomSource } from "../room-source.ts";
import type { PendingJoin } from "./pending-join.ts";

export interface JoinReaderOptions {
  readonly source: Pick<RoomSource, "readJoins">;
  readonly clock: Clock;
  readonly isPending: (join: PendingJoin) => boolean;
  readonly answered: (join: PendingJoin, answer: RoomJoin | Error) => void;
}

/**
 * Reads for joins, all of a turn of the event loop together, and together with what came while others were read.
 * Joins of a room whose hub is being opened wait for it: they need less then.
 */
export class JoinReader {
  readonly #options: JoinReaderOptions;
  readonly #opening = new Set<RoomHub>();
  #queue: Reading[] = [];
  #reads = 0;
  #planned = false;

  constructor(options: JoinReaderOptions) {
    this.#options = options;
  }

  add(join: PendingJoin): void {
    this.#queue.push({ join, number: join.reading });
    this.#plan();
  }

  #plan(): void {
    if (this.#planned || this.#queue.length === 0) return;
    this.#planned = true;
    this.#options.clock.nextTurn(() => {
      this.#planned = false;
      while (this.#reads < maxJoinReads) {
        const batch = this.#takeBatch();
        if (batch.length === 0) return;
        void this.#read(batch);
      }
    });
  }

  #takeBatch(): Reading[] {
    const batch: Reading[] = [];
    const rest: Reading[] = [];
    for (const reading of this.#queue) {
      if (!this.#isCurrent(reading)) continue;
      const fits = batch.length < maxJoinsPerRead && !this.#opening.has(reading.join.hub);
      (fits ? batch : rest).push(reading);
    }
    this.#queue = rest;
    return batch;
  }

  async #read(batch: readonly Reading[]): Promise<void> {
    const opening = batch.map(({ join }) => join.hub).filter((hub) => hub.epoch === undefined);
    for (const hub of opening) this.#opening.add(hub);
    this.#reads += 1;
    const answers = await this.#tryRead(batch.map(({ join }) => toRead(join)));
    this.#reads -= 1;
    for (const hub of opening) this.#opening.delete(hub);
    for (const [i, reading] of batch.entries()) {
      const answer = answers instanceof Error ? answers : answers[i];
      if (this.#isCurrent(reading)) this.#options.answered(reading.join, answer ?? new Error("a join was not read"));
    }
    this.#plan();
  }

  async #tryRead(reads: readonly JoinQuery[]): Promise<readonly (RoomJoin | Error)[] | Error> {
    try {
      return await this.#options.source.readJoins(reads);
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  #isCurrent({ join, number }: Reading): boolean {
    return join.reading === number && this.#options.isPending(join);
  }
}

interface Reading {
  readonly join: PendingJoin;
  readonly number: number;
}

function toRead(join: PendingJoin): JoinQuery {
  const { request, hub } = join;
  join.lastSeqAtRead = hub.lastSeq;
  const resumes = request.afterSeq !== undefined && join.notRecovered === undefined;
  return {
    roomId: request.roomId,
    userId: request.reader.userId,
    threads: request.threads,
    pageLimit: resumes ? 0 : request.limit,
    recentLimit: hub.epoch === undefined ? maxResumeEvents : 0,
  };
}
