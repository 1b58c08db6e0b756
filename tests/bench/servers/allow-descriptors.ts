import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Files, pipes and connections between servers. */
const others = 1_000;

/** Lets this process and what it starts open so many connections; Node itself goes up to the hard limit. */
export function allowDescriptors(connections: number): void {
  const wanted = connections + others;
  const limits = readFileSync("/proc/self/limits", "utf8");
  const hard = /^Max open files\s+\d+\s+(\d+)/m.exec(limits)?.[1];
  if (hard === undefined || Number(hard) >= wanted) return;
  try {
    execFileSync("prlimit", ["--pid", String(process.pid), `--nofile=${wanted}:${wanted}`], { stdio: "pipe" });
  } catch (error) {
    throw new Error(
      `${connections} connections need ${wanted} open files a process, but ulimit -Hn says ${hard}: ` +
        "raise it, run as root, or leave out loads that are too large with LOAD=",
      { cause: error },
    );
  }
}
