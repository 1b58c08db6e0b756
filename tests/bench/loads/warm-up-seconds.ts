/**
 * How long a load runs before it is measured: the machine code of a fresh process is not its final one yet. With
 * 150 messages a second, an instance of hubbub takes a third less CPU after 30 s than after 10.
 */
export function warmUpSeconds(seconds: number): number {
  return Math.min(3 * seconds, maxWarmUpSeconds);
}

const maxWarmUpSeconds = 30;
