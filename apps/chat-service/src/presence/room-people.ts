import type { Person } from "@hubbub/ws-protocol";

/** People of one room by id, and in the order that every instance lists them. */
export class RoomPeople<P extends { readonly person: Person }> {
  readonly #byId = new Map<number, P>();
  readonly #sorted: { readonly key: string; readonly entry: P }[] = [];

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
    const key = sortKey(entry.person);
    this.#byId.set(entry.person.user_id, entry);
    this.#sorted.splice(this.#position(key), 0, { key, entry });
  }

  remove(entry: P): void {
    if (this.#byId.delete(entry.person.user_id)) this.#sorted.splice(this.#position(sortKey(entry.person)), 1);
  }

  first(limit: number): Person[] {
    return this.#sorted.slice(0, limit).map(({ entry }) => entry.person);
  }

  /** Of the first key that is not below this one. */
  #position(key: string): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sorted[middle]?.key ?? "") < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** As in Redis' sorted set, whose members are compared byte by byte: hence `latin1` of the UTF-8. */
function sortKey(person: Person): string {
  return Buffer.from(`${person.username} ${person.user_id}`).toString("latin1");
}
