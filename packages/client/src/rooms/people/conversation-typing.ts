import type { ClientFrame, Person } from "@hubbub/ws-protocol";
import { OwnTyping } from "./own-typing.ts";
import { RoomTyping } from "./room-typing.ts";

export interface TypingState {
  /** Others who are writing, but for whom one has blocked. */
  readonly typing: readonly Person[];
}

export interface TypingContext {
  readonly userId: number;
  /** Sends a command without an answer, which may be dropped. */
  readonly signal: (frame: ClientFrame) => void;
  /** One has blocked this person: it does not show that they write. */
  readonly isBlocked: (userId: number) => boolean;
}

interface TypingOptions extends TypingContext {
  readonly roomId: number;
  readonly threadSeq: number | undefined;
  readonly onChange: () => void;
}

/** Who is writing in a room or in one of its threads, oneself among them. */
export class ConversationTyping {
  readonly #userId: number;
  readonly #isBlocked: (userId: number) => boolean;
  readonly #others: RoomTyping;
  readonly #own: OwnTyping;

  constructor({ roomId, threadSeq, userId, signal, isBlocked, onChange }: TypingOptions) {
    const where = { room_id: roomId, ...(threadSeq === undefined ? {} : { thread_seq: threadSeq }) };
    this.#userId = userId;
    this.#isBlocked = isBlocked;
    this.#others = new RoomTyping(onChange);
    this.#own = new OwnTyping((isTyping) => signal({ type: "typing", ...where, is_typing: isTyping }));
  }

  get state(): TypingState {
    return { typing: this.#others.people.filter(({ user_id }) => !this.#isBlocked(user_id)) };
  }

  /** Somebody writes, or has stopped; one's own other windows do not count. */
  typed(person: Person, isTyping: boolean): void {
    if (person.user_id !== this.#userId) this.#others.set(person, isTyping);
  }

  /** What somebody was writing is here. */
  wrote(person: Person): void {
    this.#others.set(person, false);
  }

  /** One writes oneself: the others hear of it once in a while. */
  setOwn(isTyping: boolean): void {
    this.#own.set(isTyping);
  }

  clear(): void {
    this.#others.clear();
    this.#own.reset();
  }
}
