import type { Span, Tracing } from "@hubbub/service-runtime";
import type { QueuedWrite } from "./queued-write.ts";

/** The way of a followed command into the log. */
export interface FollowedWrite {
  /** Of the command. */
  readonly span: Span;
  /** Its wait in the writer's queue. */
  readonly queued: Span;
}

/** undefined for a command that nobody follows. */
export function followWrite(tracing: Tracing | undefined): FollowedWrite | undefined {
  const span = tracing?.active();
  const queued = tracing?.part(span, { name: "room queue" });
  return span === undefined || queued === undefined ? undefined : { span, queued };
}

/**
 * One try to commit a batch: a span in the trace of each command that is followed. The first of them links to all of these
 * commands, and the others to it: the batch is theirs together.
 */
export class FollowedBatch {
  readonly #spans: ReadonlyMap<QueuedWrite, Span>;

  private constructor(spans: ReadonlyMap<QueuedWrite, Span>) {
    this.#spans = spans;
  }

  /** undefined where none of them is followed. */
  static begin(tracing: Tracing | undefined, batch: readonly QueuedWrite[]): FollowedBatch | undefined {
    if (tracing === undefined) return undefined;
    const followed = batch.filter((write) => write.followed !== undefined);
    if (followed.length === 0) return undefined;
    const attributes = { "db.system.name": "postgresql", "db.operation.batch.size": batch.length };
    const spans = new Map<QueuedWrite, Span>();
    let first: Span | undefined;
    for (const write of followed) {
      write.followed?.queued.end();
      const links = first === undefined ? followed.flatMap(({ followed: one }) => one?.span ?? []) : [first];
      const span = tracing.part(write.followed?.span, { name: "commit batch", kind: "client", attributes, links });
      if (span !== undefined) spans.set(write, span);
      first ??= span;
    }
    return new FollowedBatch(spans);
  }

  of(write: QueuedWrite): Span | undefined {
    return this.#spans.get(write);
  }

  end(error?: string): void {
    for (const span of this.#spans.values()) span.end(error === undefined ? {} : { error });
  }
}
