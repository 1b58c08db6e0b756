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
    /** Calls `listener` when another tab of this browser writes it; returns the way to stop. */
    follow(listener: () => void): () => void {
      const follow = (event: StorageEvent) => {
        if (event.key === key || event.key === null) listener();
      };
      addEventListener("storage", follow);
      return () => removeEventListener("storage", follow);
    },
    write(value: string | undefined): void {
      try {
        if (value === undefined) localStorage.removeItem(key);
        else localStorage.setItem(key, value);
      } catch {
        forget(key);
      }
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
