import type { Person, ServerFrameOf } from "@hubbub/ws-protocol";

/** Who has the room open now. Above 50 people the server names not all of them: `count` may be more than `people`. */
export class RoomPeople {
  #byId: ReadonlyMap<number, Person> = new Map();
  #count = 0;

  get people(): readonly Person[] {
    return [...this.#byId.values()].toSorted((one, other) => one.username.localeCompare(other.username));
  }

  get count(): number {
    return this.#count;
  }

  joined(answer: ServerFrameOf<"room_joined">): void {
    this.#byId = new Map(answer.users.map((person) => [person.user_id, person]));
    this.#count = answer.user_count;
  }

  came(people: readonly Person[], count: number): void {
    const byId = new Map(this.#byId);
    for (const { user_id, username } of people) byId.set(user_id, { user_id, username });
    this.#byId = byId;
    this.#count = count;
  }

  went(people: readonly Person[], count: number): void {
    const byId = new Map(this.#byId);
    for (const { user_id } of people) byId.delete(user_id);
    this.#byId = byId;
    this.#count = count;
  }

  clear(): void {
    this.#byId = new Map();
    this.#count = 0;
  }
}
