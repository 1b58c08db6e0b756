/** So long after it was opened a page has mostly shown what one opened it for. */
const firstShowMs = 1_500;

/** For what is loaded by itself, and must not be in the way of what one waits for. */
export function afterFirstShow(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, firstShowMs - performance.now()));
}
