import type { Person, ServerFrameOf } from "@hubbub/ws-protocol";
import { maxTypistsPerRoom, typingExpiryMs, typingRepeatMs } from "../limits.ts";

interface Typist {
  readonly person: Person;
  readonly threadSeq: number | undefined;
  askedMs: number;
  /** The others see it. */
  told: boolean;
  readonly expiry: NodeJS.Timeout;
}

/** Who types, and whether they are a server admin. */
export interface TypingActor {
  readonly userId: number;
  readonly username: string;
  readonly serverAdmin: boolean;
}

export interface TypingPlace {
  readonly roomId: number;
  /** The root of the thread, where it is one. */
  readonly threadSeq?: number | undefined;
}

export interface TypingIndicatorsOptions {
  /** What reaches the others in the room, on every instance: delivery's RoomSignals. */
  readonly signals: { send(frame: ServerFrameOf<"user_typing">, exceptUserId: number): void };
  /** Who may not write there is not shown: asked whenever it would be told. */
  readonly mayWrite: (roomId: number, actor: TypingActor) => Promise<boolean>;
}

/** Who of this instance is typing where. */
export class TypingIndicators {
  readonly #options: TypingIndicatorsOptions;
  readonly #rooms = new Map<number, Map<number, Typist>>();

  constructor(options: TypingIndicatorsOptions) {
    this.#options = options;
  }

  /**
   * In a room, or in one of its threads: one types in one place of a room at a time. Ends by itself after `typingExpiryMs`
   * unless it is said again; what is said again soon is not passed on.
   */
  start({ roomId, threadSeq }: TypingPlace, actor: TypingActor): void {
    if (this.#rooms.get(roomId)?.get(actor.userId)?.threadSeq !== threadSeq) this.stop(roomId, actor.userId);
    const typists = this.#rooms.get(roomId) ?? new Map<number, Typist>();
    const known = typists.get(actor.userId);
    if (known !== undefined) {
      known.expiry.refresh();
      if (performance.now() - known.askedMs < typingRepeatMs) return;
      known.askedMs = performance.now();
      return void this.#tell(roomId, actor, known);
    }
    if (typists.size >= maxTypistsPerRoom) return;
    const expiry = setTimeout(() => this.stop(roomId, actor.userId), typingExpiryMs);
    const person = { user_id: actor.userId, username: actor.username };
    const typist = { person, threadSeq, askedMs: performance.now(), told: false, expiry };
    typists.set(actor.userId, typist);
    this.#rooms.set(roomId, typists);
    void this.#tell(roomId, actor, typist);
  }

  /** Does nothing for who is not typing. */
  stop(roomId: number, userId: number): void {
    const typists = this.#rooms.get(roomId);
    const typist = typists?.get(userId);
    if (typists === undefined || typist === undefined) return;
    clearTimeout(typist.expiry);
    typists.delete(userId);
    if (typists.size === 0) this.#rooms.delete(roomId);
    if (typist.told) this.#say(roomId, typist, false);
  }

  /** Forgets everybody without a word. */
  close(): void {
    for (const typists of this.#rooms.values()) {
      for (const { expiry } of typists.values()) clearTimeout(expiry);
    }
    this.#rooms.clear();
  }

  async #tell(roomId: number, actor: TypingActor, typist: Typist): Promise<void> {
    const mayWrite = await this.#options.mayWrite(roomId, actor);
    // They may have stopped meanwhile.
    if (this.#rooms.get(roomId)?.get(actor.userId) !== typist) return;
    if (!mayWrite) return this.stop(roomId, actor.userId);
    typist.told = true;
    this.#say(roomId, typist, true);
  }

  #say(roomId: number, { person, threadSeq }: Typist, isTyping: boolean): void {
    const place = threadSeq === undefined ? {} : { thread_seq: threadSeq };
    this.#options.signals.send(
      { type: "user_typing", room_id: roomId, ...person, is_typing: isTyping, ...place },
      person.user_id,
    );
  }
}
