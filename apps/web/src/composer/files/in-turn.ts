/** Files that go out at a time: a browser has six connections to a server, and one still reads and writes meanwhile. */
const mostAtOnce = 3;

let running = 0;
const waiting: (() => void)[] = [];

/** Waits for its turn among all uploads of the page, and calls `upload`, unless nobody wants it any more by then. */
export async function inTurn<Answer>(signal: AbortSignal, upload: () => Promise<Answer>): Promise<Answer> {
  if (running >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    signal.throwIfAborted();
    return await upload();
  } finally {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}
