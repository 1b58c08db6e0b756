import { mkdirSync, readdirSync, rmSync, statSync, utimes } from "node:fs";
import { join } from "node:path";

const suffix = ".unfinished";
const ofABackup = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.unfinished$/;
const dayMs = 24 * 3_600_000;
const touchedEveryMs = 3_600_000;

/** The folder of a backup that is on its way. */
export interface Unfinished {
  readonly folder: string;
  /** It got its name, or goes. */
  readonly end: () => void;
}

/** Makes one in a folder of backups, and removes what others left there that were cut short more than a day ago. */
export function makeUnfinished(backups: string, name: string): Unfinished {
  const folder = join(backups, `${name}${suffix}`);
  mkdirSync(folder, { mode: 0o700 });
  // One disk, one clock.
  removeOlder(backups, statSync(folder).mtimeMs - dayMs);
  // A backup that takes days is not cut short.
  const touching = setInterval(() => utimes(folder, new Date(), new Date(), () => undefined), touchedEveryMs);
  return {
    folder,
    end() {
      clearInterval(touching);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function removeOlder(backups: string, thanMs: number): void {
  for (const name of readdirSync(backups).filter((found) => ofABackup.test(found))) {
    const path = join(backups, name);
    if ((statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? thanMs) >= thanMs) continue;
    rmSync(path, { recursive: true, force: true });
  }
}
