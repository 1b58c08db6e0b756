/** What waits for its turn, by person: who has much waiting comes once, and again after all the others. */
export class FairQueue<Item, Person = number> {
  /** In the order of their turns; nobody without any. */
  readonly #waiting = new Map<Person, Item[]>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  sizeOf(person: Person): number {
    return this.#waiting.get(person)?.length ?? 0;
  }

  push(person: Person, item: Item): void {
    const own = this.#waiting.get(person);
    if (own === undefined) this.#waiting.set(person, [item]);
    else own.push(item);
    this.#size += 1;
  }

  /** The oldest of whose turn it is; undefined where nothing waits but of who `mustWait`. */
  shift(mustWait: (person: Person) => boolean = () => false): readonly [person: Person, item: Item] | undefined {
    for (const [person, own] of this.#waiting) {
      if (mustWait(person)) continue;
      const item = own.shift();
      this.#waiting.delete(person);
      if (item === undefined) continue;
      if (own.length > 0) this.#waiting.set(person, own);
      this.#size -= 1;
      return [person, item];
    }
    return undefined;
  }
}
