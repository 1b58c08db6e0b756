/** What this page alone has, and would be lost with it. */
interface Underway {
  /** One has sent the message, which waits for its files. */
  readonly isAwaited: boolean;
}

/** By what has it: messages whose files are not on the server yet. */
const all = new Map<object, Underway>();

/** Notes that something would be lost with the page, or no more; the browser asks before it closes the page meanwhile. */
export function noteUnderway(by: object, what: Underway | undefined): void {
  const wasEmpty = all.size === 0;
  if (what === undefined) all.delete(by);
  else all.set(by, what);
  // Not for ever: a page that listens is not kept for the way back.
  if (wasEmpty && all.size > 0) addEventListener("beforeunload", askFirst);
  if (!wasEmpty && all.size === 0) removeEventListener("beforeunload", askFirst);
}

/** On sign-out it is lost with all that was begun. */
export function forgetUnderway(): void {
  for (const by of all.keys()) noteUnderway(by, undefined);
}

/** Messages that one has sent and that wait for their files. */
export function awaitedCount(): number {
  return [...all.values()].filter(({ isAwaited }) => isAwaited).length;
}

function askFirst(event: Event): void {
  event.preventDefault();
}
