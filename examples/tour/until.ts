import type { Watchable } from "@hubbub/client";

/** Waits until what is watched fits, and gives what `look` found; fails with `what` after 10 s. */
export async function until<Value, Found>(
  what: string,
  watched: Watchable<Value>,
  look: (value: Value) => Found | undefined | false,
): Promise<Found> {
  return await new Promise((resolve, reject) => {
    const check = (): void => {
      const found = look(watched.snapshot());
      if (found === undefined || found === false) return;
      clearTimeout(timer);
      stop();
      resolve(found);
    };
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`Not within 10 s: ${what}`));
    }, patienceMs);
    const stop = watched.subscribe(check);
    check();
  });
}

const patienceMs = 10_000;
