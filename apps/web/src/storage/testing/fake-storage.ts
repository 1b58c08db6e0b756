/** As a browser keeps it: what is in it are its own properties. */
export class FakeStorage {
  #isFull = false;

  fill(): void {
    this.#isFull = true;
  }

  getItem(key: string): string | null {
    return (Reflect.get(this, key) as string | undefined) ?? null;
  }

  setItem(key: string, value: string): void {
    if (this.#isFull) throw new DOMException("full", "QuotaExceededError");
    Reflect.set(this, key, value);
  }

  removeItem(key: string): void {
    Reflect.deleteProperty(this, key);
  }
}
