import type { Person } from "@hubbub/ws-protocol";

interface Sorted<P> {
  readonly key: string;
  readonly entry: P;
}

/**
 * People of one room by id, and in the order that every instance lists them. That is made when it is first asked for: the
 * store lists them but for while it is away, and it costs some 80 bytes of everybody in every room.
 */
export class RoomPeople<P extends { readonly person: Person }> {
  readonly #byId = new Map<number, P>();
  #sorted: Sorted<P>[] | undefined;

  get size(): number {
    return this.#byId.size;
  }

  find(userId: number): P | undefined {
    return this.#byId.get(userId);
  }

  values(): Iterable<P> {
    return this.#byId.values();
  }

  /** Only who is not there yet. */
  add(entry: P): void {
    this.#byId.set(entry.person.user_id, entry);
    if (this.#sorted === undefined) return;
    const key = sortKey(entry.person);
    this.#sorted.splice(position(this.#sorted, key), 0, { key, entry });
  }

  remove(entry: P): void {
    const wasHere = this.#byId.delete(entry.person.user_id);
    if (wasHere && this.#sorted !== undefined) {
      this.#sorted.splice(position(this.#sorted, sortKey(entry.person)), 1);
    }
  }

  first(limit: number): Person[] {
    if (limit === 0) return [];
    this.#sorted ??= Array.from(this.values(), (entry) => ({ key: sortKey(entry.person), entry })).toSorted(byKey);
    return this.#sorted.slice(0, limit).map(({ entry }) => entry.person);
  }
}

function byKey(one: Sorted<unknown>, other: Sorted<unknown>): number {
  return one.key < other.key ? -1 : 1;
}

/** Of the first key that is not below this one. */
function position(sorted: readonly Sorted<unknown>[], key: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle]?.key ?? "") < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** As in Redis' sorted set, whose members are compared byte by byte: hence `latin1` of the UTF-8. */
function sortKey(person: Person): string {
  return Buffer.from(`${person.username} ${person.user_id}`).toString("latin1");
}
