/** A tab that holds a turn for longer than its commands may wait for an answer (15 s) is asleep. */
const patienceMs = 20_000;

/**
 * Waits until no other tab holds this name, and holds it until the result is called or the tab is gone. Never rejects:
 * past the wait, or where the browser has no locks (pages without TLS), the turn is taken as it is.
 */
export function takeTurn(name: string): Promise<() => void> {
  const locks = (navigator as { readonly locks?: LockManager }).locks;
  if (locks === undefined) return Promise.resolve(() => {});
  return new Promise((resolve) => {
    const hold = () => new Promise<void>((done) => resolve(done));
    locks.request(name, { signal: AbortSignal.timeout(patienceMs) }, hold).catch(() => resolve(() => {}));
  });
}
