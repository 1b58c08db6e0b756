import type { ClientFrame, Person, ServerFrameOf } from "@hubbub/ws-protocol";
import { OwnTyping } from "./own-typing.ts";
import { RoomPeople } from "./room-people.ts";
import { RoomTyping } from "./room-typing.ts";

export interface PresenceState {
  /** Who has the room open: at most some 50 by name, `peopleCount` in all. */
  readonly people: readonly Person[];
  readonly peopleCount: number;
  /** Others who are writing, but for whom one has blocked. */
  readonly typing: readonly Person[];
}

export interface RoomPresenceContext {
  readonly userId: number;
  /** Sends a command without an answer, which may be dropped. */
  readonly signal: (frame: ClientFrame) => void;
  /** One has blocked this person: it does not show that they write. */
  readonly isBlocked: (userId: number) => boolean;
}

interface RoomPresenceOptions extends RoomPresenceContext {
  readonly roomId: number;
  readonly onChange: () => void;
}

/** Who has the room open now and who is writing, oneself among them. Nobody knows without a connection. */
export class RoomPresence {
  readonly #userId: number;
  readonly #isBlocked: (userId: number) => boolean;
  readonly #onChange: () => void;
  readonly #people = new RoomPeople();
  readonly #typing: RoomTyping;
  readonly #ownTyping: OwnTyping;

  constructor({ roomId, userId, signal, isBlocked, onChange }: RoomPresenceOptions) {
    this.#userId = userId;
    this.#isBlocked = isBlocked;
    this.#onChange = onChange;
    this.#typing = new RoomTyping(onChange);
    this.#ownTyping = new OwnTyping((isTyping) => signal({ type: "typing", room_id: roomId, is_typing: isTyping }));
  }

  get state(): PresenceState {
    const typing = this.#typing.people.filter(({ user_id }) => !this.#isBlocked(user_id));
    return { people: this.#people.people, peopleCount: this.#people.count, typing };
  }

  joined(answer: ServerFrameOf<"room_joined">): void {
    this.#people.joined(answer);
  }

  /** Who came and who went since the join. */
  receive(frame: ServerFrameOf<"user_joined" | "user_left" | "room_users">): void {
    switch (frame.type) {
      case "user_joined":
        this.#people.came([frame], frame.user_count);
        break;
      case "user_left":
        this.#people.went([frame], frame.user_count);
        break;
      case "room_users":
        this.#people.came(frame.joined, frame.user_count);
        this.#people.went(frame.left, frame.user_count);
    }
    this.#onChange();
  }

  /** Somebody writes, or has stopped; one's own other windows do not count. */
  typed(person: Person, isTyping: boolean): void {
    if (person.user_id !== this.#userId) this.#typing.set(person, isTyping);
  }

  /** What somebody was writing is here. */
  wrote(person: Person): void {
    this.#typing.set(person, false);
  }

  /** One writes oneself: the others hear of it once in a while. */
  setTyping(isTyping: boolean): void {
    this.#ownTyping.set(isTyping);
  }

  clear(): void {
    this.#people.clear();
    this.#typing.clear();
    this.#ownTyping.reset();
  }
}
