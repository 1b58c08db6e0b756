/**
 * How long a load runs before it is measured: the machine code of a fresh process is not its final one yet, and hubbub has
 * V8 begin to make it only 10 s after the start (when-to-compile.ts).
 */
export function warmUpSeconds(seconds: number): number {
  return Math.min(3 * seconds, maxWarmUpSeconds);
}

const maxWarmUpSeconds = 30;
