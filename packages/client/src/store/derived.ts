import type { Watchable } from "./watchable.ts";

/** A snapshot that is computed when someone looks, at most once a change. */
export class Derived<Value> implements Watchable<Value> {
  readonly #compute: () => Value;
  readonly #listeners = new Set<() => void>();
  #value: Value | undefined;

  constructor(compute: () => Value) {
    this.#compute = compute;
  }

  readonly snapshot = (): Value => (this.#value ??= this.#compute());

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Says that what it is computed from has changed. */
  changed(): void {
    this.#value = undefined;
    for (const listener of this.#listeners) listener();
  }
}
