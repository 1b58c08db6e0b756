import type { Person, ServerFrameOf } from "@hubbub/ws-protocol";
import { maxTypistsPerRoom, typingExpiryMs, typingRepeatMs } from "../limits.ts";

interface Typist {
  readonly person: Person;
  toldMs: number;
  readonly expiry: NodeJS.Timeout;
}

/** What reaches the others in the room, on every instance: delivery's RoomSignals. */
interface Signals {
  send(frame: ServerFrameOf<"user_typing">, exceptUserId: number): void;
}

/** Who of this instance is typing where. */
export class TypingIndicators {
  readonly #signals: Signals;
  readonly #rooms = new Map<number, Map<number, Typist>>();

  constructor(signals: Signals) {
    this.#signals = signals;
  }

  /** Ends by itself after `typingExpiryMs` unless it is said again; what is said again soon is not passed on. */
  start(roomId: number, person: Person): void {
    const typists = this.#rooms.get(roomId) ?? new Map<number, Typist>();
    const typist = typists.get(person.user_id);
    if (typist === undefined) {
      if (typists.size >= maxTypistsPerRoom) return;
      const expiry = setTimeout(() => this.stop(roomId, person.user_id), typingExpiryMs);
      typists.set(person.user_id, { person, toldMs: performance.now(), expiry });
      this.#rooms.set(roomId, typists);
    } else {
      typist.expiry.refresh();
      if (performance.now() - typist.toldMs < typingRepeatMs) return;
      typist.toldMs = performance.now();
    }
    this.#say(roomId, person, true);
  }

  /** Does nothing for who is not typing. */
  stop(roomId: number, userId: number): void {
    const typists = this.#rooms.get(roomId);
    const typist = typists?.get(userId);
    if (typists === undefined || typist === undefined) return;
    clearTimeout(typist.expiry);
    typists.delete(userId);
    if (typists.size === 0) this.#rooms.delete(roomId);
    this.#say(roomId, typist.person, false);
  }

  /** Forgets everybody without a word. */
  close(): void {
    for (const typists of this.#rooms.values()) {
      for (const { expiry } of typists.values()) clearTimeout(expiry);
    }
    this.#rooms.clear();
  }

  #say(roomId: number, person: Person, isTyping: boolean): void {
    this.#signals.send({ type: "user_typing", room_id: roomId, ...person, is_typing: isTyping }, person.user_id);
  }
}
