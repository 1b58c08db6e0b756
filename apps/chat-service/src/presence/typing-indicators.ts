import type { Person, ServerFrameOf } from "@hubbub/ws-protocol";
import { maxTypistsPerRoom, typingExpiryMs, typingRepeatMs } from "../limits.ts";

interface Typist {
  readonly person: Person;
  toldMs: number;
  readonly expiry: NodeJS.Timeout;
}

/** Who of this instance is typing where. `tell` reaches the others in the room, on every instance. */
export class TypingIndicators {
  readonly #tell: (frame: ServerFrameOf<"user_typing">) => void;
  readonly #rooms = new Map<number, Map<number, Typist>>();

  constructor(tell: (frame: ServerFrameOf<"user_typing">) => void) {
    this.#tell = tell;
  }

  /** Ends by itself after `typingExpiryMs` unless it is said again; what is said again soon is not passed on. */
  start(roomId: number, person: Person): void {
    const typists = this.#rooms.get(roomId) ?? new Map<number, Typist>();
    const typist = typists.get(person.user_id);
    if (typist === undefined) {
      if (typists.size >= maxTypistsPerRoom) return;
      const expiry = setTimeout(() => this.stop(roomId, person.user_id), typingExpiryMs);
      typists.set(person.user_id, { person, toldMs: Date.now(), expiry });
      this.#rooms.set(roomId, typists);
    } else {
      typist.expiry.refresh();
      if (Date.now() - typist.toldMs < typingRepeatMs) return;
      typist.toldMs = Date.now();
    }
    this.#tell({ type: "user_typing", room_id: roomId, ...person, is_typing: true });
  }

  /** Does nothing for who is not typing. */
  stop(roomId: number, userId: number): void {
    const typists = this.#rooms.get(roomId);
    const typist = typists?.get(userId);
    if (typists === undefined || typist === undefined) return;
    clearTimeout(typist.expiry);
    typists.delete(userId);
    if (typists.size === 0) this.#rooms.delete(roomId);
    this.#tell({ type: "user_typing", room_id: roomId, ...typist.person, is_typing: false });
  }

  /** Forgets everybody without a word. */
  close(): void {
    for (const typists of this.#rooms.values()) {
      for (const { expiry } of typists.values()) clearTimeout(expiry);
    }
    this.#rooms.clear();
  }
}
