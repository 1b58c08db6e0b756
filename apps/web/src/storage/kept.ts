import { tabs } from "./tabs.ts";

type Listener = (key: string, value: string | undefined) => void;

/** Those in this tab. */
const listeners = new Set<Listener>();

/** Says that what is kept under a key is now this, to the other tabs and in this one. */
export function sayKept(key: string, value: string | undefined): void {
  for (const listener of listeners) listener(key, value);
  tabs.tell({ kind: "kept", key, value });
}

/**
 * Calls `listener` when another tab keeps something, `everywhere` when this one does too; returns the way to stop. A tab may
 * hear of one change twice: from the other tab, at once, and from the browser.
 */
export function followKept(listener: Listener, where: "elsewhere" | "everywhere" = "elsewhere"): () => void {
  const follow = (event: StorageEvent) => {
    if (event.key !== null) listener(event.key, event.newValue ?? undefined);
  };
  const unhear = tabs.hear("kept", ({ key, value }) => listener(key, value));
  addEventListener("storage", follow);
  if (where === "everywhere") listeners.add(listener);
  return () => {
    unhear();
    removeEventListener("storage", follow);
    listeners.delete(listener);
  };
}
