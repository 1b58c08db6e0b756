import type { Person, ServerFrameOf } from "@hubbub/ws-protocol";

export interface PeopleState {
  /** Who has the room open: at most some 50 by name, `peopleCount` in all. */
  readonly people: readonly Person[];
  readonly peopleCount: number;
}

/**
 * Who has the room open now; nobody knows without a connection. Above 50 people the server names not all of them:
 * `peopleCount` may be more than `people`.
 */
export class RoomPeople {
  #byId: ReadonlyMap<number, Person> = new Map();
  #count = 0;

  get state(): PeopleState {
    const people = [...this.#byId.values()].toSorted((one, other) => one.username.localeCompare(other.username));
    return { people, peopleCount: this.#count };
  }

  joined(answer: ServerFrameOf<"room_joined">): void {
    this.#byId = new Map(answer.users.map((person) => [person.user_id, person]));
    this.#count = answer.user_count;
  }

  /** Who came and who went since the join. */
  receive(frame: ServerFrameOf<"user_joined" | "user_left" | "room_users">): void {
    switch (frame.type) {
      case "user_joined":
        this.#change([frame], [], frame.user_count);
        break;
      case "user_left":
        this.#change([], [frame], frame.user_count);
        break;
      case "room_users":
        this.#change(frame.joined, frame.left, frame.user_count);
    }
  }

  clear(): void {
    this.#byId = new Map();
    this.#count = 0;
  }

  #change(came: readonly Person[], went: readonly Person[], count: number): void {
    const byId = new Map(this.#byId);
    for (const { user_id, username } of came) byId.set(user_id, { user_id, username });
    for (const { user_id } of went) byId.delete(user_id);
    this.#byId = byId;
    this.#count = count;
  }
}
