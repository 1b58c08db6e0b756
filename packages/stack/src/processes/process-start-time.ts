import { readFileSync } from "node:fs";

/**
 * When a process was started, in clock ticks since boot; `undefined` when there is none. With the pid it names one
 * process for good: a pid alone may have gone to another.
 */
export function processStartTime(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the command in brackets, which may hold anything; the state is the field after it.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
