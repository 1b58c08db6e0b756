import { followKept, sayKept } from "./kept.ts";

/** A text kept in this browser. Storage may be closed to the page, or full: then nothing is kept, and nothing breaks. */
export function localSetting(name: string) {
  const key = `hubbub.${name}`;
  return {
    key,
    read(): string | undefined {
      try {
        return localStorage.getItem(key) ?? undefined;
      } catch {
        return undefined;
      }
    },
    /** Calls `listener` with what another tab of this browser writes; returns the way to stop. */
    follow(listener: (value: string | undefined) => void): () => void {
      return followKept((changed, value) => changed === key && listener(value));
    },
    /** Answers whether it is so now. */
    write(value: string | undefined): boolean {
      let isKept = true;
      try {
        if (value === undefined) localStorage.removeItem(key);
        else localStorage.setItem(key, value);
      } catch {
        forget(key);
        isKept = false;
      }
      sayKept(key, value);
      return isKept;
    },
  };
}

/** Whether the page may read what the browser keeps for it. */
export function isStorageOpen(): boolean {
  try {
    return localStorage.length >= 0;
  } catch {
    return false;
  }
}

/** As if it had never been set: an earlier value would be a wrong one. */
function forget(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
