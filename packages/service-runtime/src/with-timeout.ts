/** The outcome of `work`, or what `late` makes as a rejection once `timeoutMs` have passed; `work` is not stopped by that. */
export async function withTimeout<Value>(work: Promise<Value>, timeoutMs: number, late: () => Error): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), timeoutMs);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
