import { readdirSync, readFileSync } from "node:fs";

export interface ProcessFigures {
  readonly rssBytes: number;
  readonly descriptors: number;
}

/** What the kernel says of a process; `undefined` once it is gone. */
export function processFigures(pid: number): ProcessFigures | undefined {
  try {
    const kilobytes = Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
    return { rssBytes: kilobytes * 1024, descriptors: readdirSync(`/proc/${pid}/fd`).length };
  } catch {
    return undefined;
  }
}
