import type { Person } from "@hubbub/ws-protocol";
import { typingExpiresMs } from "../../limits.ts";

/** Who types in a room. Each is forgotten after some seconds, should the word that they stopped never come. */
export class RoomTyping {
  readonly #onChange: () => void;
  readonly #typing = new Map<number, { readonly person: Person; readonly timer: ReturnType<typeof setTimeout> }>();

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get people(): readonly Person[] {
    return [...this.#typing.values()].map(({ person }) => person);
  }

  set(person: Person, isTyping: boolean): void {
    this.#forget(person.user_id);
    if (isTyping) {
      const timer = setTimeout(() => {
        this.#forget(person.user_id);
        this.#onChange();
      }, typingExpiresMs);
      this.#typing.set(person.user_id, { person, timer });
    }
    this.#onChange();
  }

  clear(): void {
    for (const userId of this.#typing.keys()) this.#forget(userId);
    this.#onChange();
  }

  #forget(userId: number): void {
    clearTimeout(this.#typing.get(userId)?.timer);
    this.#typing.delete(userId);
  }
}
