import type { Person, ServerFrameOf } from "@hubbub/ws-protocol";
import { crowdSignalMs, crowdSize, maxToldSingly, maxUsersInRoomUsers } from "../limits.ts";
import type { PresenceChange } from "./presence.ts";

/** What reaches the others in the room on this instance: delivery's RoomSignals. */
interface Signals {
  sendHere(frame: ServerFrameOf<"user_joined" | "user_left" | "room_users">, exceptUserId?: number): void;
}

interface Crowd {
  readonly joined: Map<number, Person>;
  readonly left: Map<number, Person>;
  userCount: number;
  timer: NodeJS.Timeout;
}

/**
 * Says who came and went: each at once in a small room; together and at most once a second in a crowded one, and in one
 * that fills or empties quickly, so that what a room sends does not grow with the square of its size.
 */
export class PresenceSignals {
  readonly #signals: Signals;
  readonly #crowds = new Map<number, Crowd>();
  /** People told singly, by room, since the timer was set. */
  readonly #toldSingly = new Map<number, number>();
  #forget: NodeJS.Timeout | undefined;

  constructor(signals: Signals) {
    this.#signals = signals;
  }

  changed(roomId: number, change: PresenceChange): void {
    const crowd = this.#crowds.get(roomId);
    if (crowd !== undefined) merge(crowd, change);
    else if (change.userCount <= crowdSize && this.#mayTellSingly(roomId, change)) this.#tellSingly(roomId, change);
    else {
      const timer = setTimeout(() => this.#tellTogether(roomId), crowdSignalMs);
      const begun: Crowd = { joined: new Map(), left: new Map(), userCount: 0, timer };
      merge(begun, change);
      this.#crowds.set(roomId, begun);
    }
  }

  close(): void {
    for (const { timer } of this.#crowds.values()) clearTimeout(timer);
    this.#crowds.clear();
    clearTimeout(this.#forget);
  }

  #mayTellSingly(roomId: number, { joined, left }: PresenceChange): boolean {
    const people = (this.#toldSingly.get(roomId) ?? 0) + joined.length + left.length;
    if (people > maxToldSingly) return false;
    this.#toldSingly.set(roomId, people);
    this.#forget ??= setTimeout(() => {
      this.#forget = undefined;
      this.#toldSingly.clear();
    }, crowdSignalMs);
    return true;
  }

  #tellSingly(roomId: number, { joined, left, userCount }: PresenceChange): void {
    const room = { room_id: roomId, user_count: userCount };
    for (const person of joined) this.#signals.sendHere({ type: "user_joined", ...room, ...person }, person.user_id);
    for (const person of left) this.#signals.sendHere({ type: "user_left", ...room, ...person }, person.user_id);
  }

  #tellTogether(roomId: number): void {
    const crowd = this.#crowds.get(roomId);
    this.#crowds.delete(roomId);
    if (crowd === undefined || crowd.joined.size + crowd.left.size === 0) return;
    this.#signals.sendHere({
      type: "room_users",
      room_id: roomId,
      joined: [...crowd.joined.values()].slice(0, maxUsersInRoomUsers),
      left: [...crowd.left.values()].slice(0, maxUsersInRoomUsers),
      user_count: crowd.userCount,
    });
  }
}

/** Who came and went again within one signal is in neither list. */
function merge(crowd: Crowd, { joined, left, userCount }: PresenceChange): void {
  for (const person of joined) {
    if (!crowd.left.delete(person.user_id)) crowd.joined.set(person.user_id, person);
  }
  for (const person of left) {
    if (!crowd.joined.delete(person.user_id)) crowd.left.set(person.user_id, person);
  }
  crowd.userCount = userCount;
}
