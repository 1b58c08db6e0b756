import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { processStartTime } from "../processes/process-start-time.ts";

export interface LauncherLock {
  /** Whether a launcher held the lock that can no longer let go of it: it was killed, a moment ago perhaps. */
  readonly tookOver: boolean;
  release(): void;
}

/** Makes this process the only launcher of a data folder; throws when another one is. */
export function lockDataFolder(dataFolder: string): LauncherLock {
  const path = lockPath(dataFolder);
  const mine = `${path}.${process.pid}`;
  writeFileSync(mine, `${process.pid} ${processStartTime(process.pid) ?? ""}\n`);
  let tookOver = false;
  try {
    for (;;) {
      try {
        linkSync(mine, path);
        return { tookOver, release: () => rmSync(path, { force: true }) };
      } catch (error) {
        if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
        const holder = runningLauncher(dataFolder);
        if (holder !== undefined) throw new Error(alreadyRuns(dataFolder, holder), { cause: error });
        tookOver = true;
        rmSync(path, { force: true });
      }
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/** The pid of the launcher that runs on this data folder now, started or still starting. */
export function runningLauncher(dataFolder: string): number | undefined {
  try {
    const [pid = "", startTime = ""] = readFileSync(lockPath(dataFolder), "utf8").trim().split(" ");
    return startTime !== "" && processStartTime(Number(pid)) === startTime ? Number(pid) : undefined;
  } catch {
    return undefined;
  }
}

function alreadyRuns(dataFolder: string, holder: number): string {
  const ways = "Stop it with make down, or choose another folder with HUBBUB_DATA.";
  return `hubbub already runs on ${dataFolder} (launcher: process ${holder}). ${ways}`;
}

function lockPath(dataFolder: string): string {
  return join(dataFolder, "launcher.pid");
}
