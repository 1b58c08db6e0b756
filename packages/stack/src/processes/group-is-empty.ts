import { readdirSync, readFileSync } from "node:fs";

/** Whether nobody runs in a process group; the dead that nobody buried yet do not count. */
export function groupIsEmpty(group: number): boolean {
  return !readdirSync("/proc").some((name) => /^\d+$/.test(name) && runsIn(name, group));
}

function runsIn(pid: string, group: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // After the command in brackets: state, parent, group.
    const [state, , processGroup] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return Number(processGroup) === group && state !== "Z";
  } catch {
    return false;
  }
}
