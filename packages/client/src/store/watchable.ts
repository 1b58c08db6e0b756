/** A value that can be watched, in the shape that React's `useSyncExternalStore` wants. */
export interface Watchable<Value> {
  /** The same object until the value changes. */
  readonly snapshot: () => Value;
  /** Calls `listener` after each change; returns the way to stop. */
  readonly subscribe: (listener: () => void) => () => void;
}
