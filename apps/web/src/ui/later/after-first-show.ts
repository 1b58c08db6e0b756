/** So long after it was opened a page has mostly shown what one opened it for. */
const firstShowMs = 1_500;

/** For what is loaded by itself, and must not be in the way of what one waits for. */
export async function afterFirstShow(): Promise<void> {
  const leftMs = firstShowMs - performance.now();
  if (leftMs > 0) await new Promise((resolve) => setTimeout(resolve, leftMs));
}
