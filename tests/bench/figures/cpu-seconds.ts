import { readdirSync, readFileSync } from "node:fs";
import { parseStat, type ProcessStat } from "./parse-stat.ts";

/** CPU time of these processes and all that descend from them, those that have ended among them. */
export function cpuSeconds(roots: readonly number[]): number {
  return sumOverTrees(readProcesses(), roots);
}

export function sumOverTrees(processes: readonly ProcessStat[], roots: readonly number[]): number {
  const children = Map.groupBy(processes, ({ parent }) => parent);
  const byPid = new Map(processes.map((one) => [one.pid, one]));
  const sum = (pid: number): number => {
    const below = (children.get(pid) ?? []).reduce((total, child) => total + sum(child.pid), 0);
    return (byPid.get(pid)?.cpuSeconds ?? 0) + below;
  };
  return roots.reduce((total, root) => total + sum(root), 0);
}

function readProcesses(): ProcessStat[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [parseStat(readFileSync(`/proc/${pid}/stat`, "utf8"))];
      } catch {
        return [];
      }
    });
}
