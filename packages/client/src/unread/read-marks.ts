import { type ClientFrame, type ServerFrame, speaks } from "@hubbub/ws-protocol";
import { toHubbubError } from "../hubbub-error.ts";
import { readMarkDelayMs, readMarksAtOnce, readMarksEveryMs } from "../limits.ts";
import { retryDelayMs } from "../refusals/retry-delay.ts";

export interface ReadMarksOptions {
  readonly request: (frame: ClientFrame) => Promise<ServerFrame>;
  readonly isOnline: () => boolean;
  /** See `HubbubClient.protocol`. */
  readonly protocol: () => string | undefined;
}

/** A room, or one of its threads. */
interface MarkedPlace {
  readonly roomId: number;
  readonly threadSeq: number | undefined;
}

interface Mark extends MarkedPlace {
  readonly seq: number;
}

/**
 * How far one has read, on its way to the server: the latest of each room and thread, kept until the server has it. Those of
 * threads wait for one that knows threads.
 */
export class ReadMarks {
  readonly #options: ReadMarksOptions;
  readonly #pending = new Map<string, Mark>();
  readonly #asking = new Set<string>();
  /** The server has refused a mark, and said when to come back; as `performance.now()` counts. */
  #refusedUntilMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ReadMarksOptions) {
    this.#options = options;
  }

  /** What the server may not know yet of rooms, each with a seq. */
  get ofRooms(): Iterable<readonly [roomId: number, seq: number]> {
    return [...this.#pending.values()].flatMap(({ roomId, threadSeq, seq }) =>
      threadSeq === undefined ? [[roomId, seq] as const] : [],
    );
  }

  /** What the server may not know yet of one place; 0 for nothing. */
  of(place: MarkedPlace): number {
    return this.#pending.get(keyOf(place))?.seq ?? 0;
  }

  mark({ roomId, threadSeq }: MarkedPlace, seq: number): void {
    const mark = { roomId, threadSeq, seq };
    if (seq <= this.of(mark)) return;
    this.#pending.set(keyOf(mark), mark);
    this.#sendLater(readMarkDelayMs);
  }

  /** The person takes it back, if it is not on its way yet. */
  forget(place: MarkedPlace): void {
    this.#pending.delete(keyOf(place));
  }

  /** The connection is there again. */
  online(): void {
    if (this.#pending.size > 0) this.#sendLater(readMarkDelayMs);
  }

  /** Sends what waits, without waiting; of very many some, the others a while later. */
  flush(): void {
    this.#stopTimer();
    if (!this.#options.isOnline()) return;
    if (performance.now() < this.#refusedUntilMs) return this.#sendLater(readMarkDelayMs);
    const knowsThreads = speaks(this.#options.protocol(), "1.4");
    const waiting = [...this.#pending].filter(
      ([key, { threadSeq }]) => !this.#asking.has(key) && (threadSeq === undefined || knowsThreads),
    );
    const mayAsk = Math.max(0, readMarksAtOnce - this.#asking.size);
    for (const [key, mark] of waiting.slice(0, mayAsk)) void this.#send(key, mark);
    if (waiting.length > mayAsk) this.#sendLater(readMarksEveryMs);
  }

  clear(): void {
    this.#stopTimer();
    this.#refusedUntilMs = 0;
    this.#pending.clear();
    this.#asking.clear();
  }

  #sendLater(delayMs: number): void {
    this.#timer ??= setTimeout(() => this.flush(), Math.max(delayMs, this.#refusedUntilMs - performance.now()));
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #send(key: string, mark: Mark): Promise<void> {
    const { roomId, threadSeq, seq } = mark;
    const inThread = threadSeq === undefined ? {} : { thread_seq: threadSeq };
    this.#asking.add(key);
    let againMs = readMarkDelayMs;
    try {
      await this.#options.request({ type: "mark_read", room_id: roomId, seq, ...inThread });
      if (this.#pending.get(key) === mark) this.#pending.delete(key);
    } catch (cause) {
      const error = toHubbubError(cause);
      // No member any more, or no such room: there is nothing to tell.
      if (!error.retryable) this.#pending.delete(key);
      else if (error.retryAfterMs === undefined) againMs = retryAfterMs;
      else this.#refusedUntilMs = Math.max(this.#refusedUntilMs, performance.now() + retryDelayMs(error, 0));
    }
    this.#asking.delete(key);
    if (this.#pending.has(key)) this.#sendLater(againMs);
  }
}

function keyOf({ roomId, threadSeq }: MarkedPlace): string {
  return threadSeq === undefined ? `${roomId}` : `${roomId}/${threadSeq}`;
}

/** After an error that does not say when to come back. */
const retryAfterMs = 2_000;
