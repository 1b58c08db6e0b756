/** How long a load runs before it is measured: the machine code of a fresh process is not its final one yet. */
export function warmUpSeconds(seconds: number): number {
  return Math.max(seconds / 3, Math.min(seconds, 2));
}
