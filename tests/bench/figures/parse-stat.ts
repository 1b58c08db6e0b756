export interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  /** User and system time, with that of children that have ended and been waited for. */
  readonly cpuSeconds: number;
}

/** Linux tells it in hundredths of a second, whatever its own tick is. */
const ticksPerSecond = 100;

/** Reads /proc/<pid>/stat: "pid (name) state parent …", where a name may hold spaces and brackets. */
export function parseStat(text: string): ProcessStat {
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const number = (index: number) => Number(fields[index]);
  // Fields 14–17 of proc(5): utime, stime, cutime, cstime; `fields` begins with the third.
  const ticks = number(11) + number(12) + number(13) + number(14);
  return { pid: Number.parseInt(text, 10), parent: number(1), cpuSeconds: ticks / ticksPerSecond };
}
