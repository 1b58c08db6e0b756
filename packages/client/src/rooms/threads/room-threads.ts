import type { LoggedFrame, ServerFrameOf } from "@hubbub/ws-protocol";
import { threadsKept } from "../../limits.ts";
import type { ChatThread, ThreadSurroundings } from "./chat-thread.ts";

/** The threads of a room that are open or were so lately: their logs go on with the room's. */
export class RoomThreads {
  readonly #surroundings: ThreadSurroundings;
  /** The one used last comes last. */
  readonly #threads = new Map<number, ChatThread>();

  constructor(surroundings: ThreadSurroundings) {
    this.#surroundings = surroundings;
  }

  /** The same object as long as the thread is kept. */
  async use(rootSeq: number): Promise<ChatThread> {
    const { ChatThread } = await import("./chat-thread.ts");
    const thread = this.#threads.get(rootSeq) ?? new ChatThread(rootSeq, this.#surroundings);
    this.#threads.delete(rootSeq);
    this.#threads.set(rootSeq, thread);
    this.#forgetOld();
    return thread;
  }

  get(rootSeq: number): ChatThread | undefined {
    return this.#threads.get(rootSeq);
  }

  joined(answer: ServerFrameOf<"room_joined">): void {
    for (const thread of this.#threads.values()) thread.joined(answer);
  }

  /** The next event of the room's log. */
  apply(frame: LoggedFrame): void {
    for (const thread of this.#threads.values()) thread.apply(frame);
  }

  /** Nobody knows any more who writes. */
  clearTyping(): void {
    for (const thread of this.#threads.values()) thread.clearTyping();
  }

  #forgetOld(): void {
    for (const [rootSeq, thread] of this.#threads) {
      if (this.#threads.size <= threadsKept) return;
      if (!thread.isShown) this.#threads.delete(rootSeq);
    }
  }
}
