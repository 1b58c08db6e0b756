/** A text kept in this browser. Storage may be closed to the page: then nothing is kept, and nothing breaks. */
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
    write(value: string | undefined): void {
      try {
        if (value === undefined) localStorage.removeItem(key);
        else localStorage.setItem(key, value);
      } catch {
        // As if it had never been set.
      }
    },
  };
}
