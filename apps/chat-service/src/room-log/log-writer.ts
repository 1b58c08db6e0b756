import type { Appended, CreateRoomCommand, LogCommand } from "./log-command.ts";
import type { CommittedBatch } from "./committed-batch.ts";
import type { LogMetrics } from "./log-metrics.ts";

export interface LogWriterOptions {
  /** Of the chat database; the writer opens its own connection, one at a time. */
  readonly url: string;
  readonly metrics: LogMetrics;
  /** Called after each commit, before any of its callers hears: one batch a room. Must not throw. */
  readonly onCommitted: (batches: readonly CommittedBatch[]) => void;
  /** The heads of every room that a commit looked at, duplicates included, right after `onCommitted`. Must not throw. */
  readonly onHeads: (heads: readonly { readonly roomId: number; readonly lastSeq: number }[], epoch: string) => void;
  readonly warn: (error: unknown, message: string) => void;
}

/**
 * The instance's one writer of the room log: what arrives while a batch commits goes together in the next. Promises
 * resolve after the commit. Throws AppErrors: the log's verdicts (`forbidden`, `room_not_found`, `room_archived`,
 * `message_not_found`, `user_not_found`, `already_exists`, `invalid_argument`), `overloaded` when the queue is full,
 * `unavailable` 5 s after the arrival: then the outcome is not known, and the same client_msg_id may be sent again.
 */
export class LogWriter {
  readonly #options: LogWriterOptions;

  constructor(options: LogWriterOptions) {
    this.#options = options;
  }

  append(_command: LogCommand): Promise<Appended> {
    return Promise.reject(new Error(`not yet ${this.#options.url}`));
  }

  /** `seq` is the first `member_added`; `duplicate` where a direct room was there already. */
  createRoom(_command: CreateRoomCommand): Promise<Appended> {
    return Promise.reject(new Error("not yet"));
  }

  /** Takes no more, commits what is queued and closes the connection. */
  async stop(): Promise<void> {}
}
