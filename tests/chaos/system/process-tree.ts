import { readdirSync, readFileSync } from "node:fs";

/** A process and all that descend from it, itself last. Postgres' backends lead process groups of their own. */
export function processTree(pid: number): number[] {
  const children = childrenByParent();
  const collect = (parent: number): number[] => [...(children.get(parent) ?? []).flatMap(collect), parent];
  return collect(pid);
}

function childrenByParent(): Map<number, number[]> {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const parent = parentOf(name);
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  return children;
}

function parentOf(pid: string): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // "pid (name) state parent …", and a name may hold spaces and brackets.
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return undefined;
  }
}
