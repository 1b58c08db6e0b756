import type { LogEntry } from "./log-entry.ts";

/** Entries of several logs as one, the oldest first; of each the next one alone is held. */
export function* mergeByTime(logs: readonly Iterator<LogEntry>[]): Generator<LogEntry> {
  const heads = logs.flatMap((log) => {
    const { value, done } = log.next();
    return done === true ? [] : [{ log, entry: value }];
  });
  for (;;) {
    const [first, ...others] = heads;
    if (first === undefined) return;
    // Of the same time the log that was listed first: what continues an entry stays with it.
    const oldest = others.reduce((best, head) => (head.entry.timeMs < best.entry.timeMs ? head : best), first);
    yield oldest.entry;
    const { value, done } = oldest.log.next();
    if (done === true) heads.splice(heads.indexOf(oldest), 1);
    else oldest.entry = value;
  }
}
