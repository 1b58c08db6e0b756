import { closeSync, existsSync, fsyncSync, openSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeFileAtomically } from "./write-file-atomically.ts";

// `restoring.json` is in a data folder while what a restore brings gets its names, and after one that ended meanwhile: a part of
// it is of the backup then, a part of before, and the databases perhaps are neither.

export function noteRestoring(dataFolder: string, backup: string): void {
  writeFileAtomically(pathIn(dataFolder), `${JSON.stringify({ backup })}\n`, 0o600);
  syncFolder(dataFolder);
}

export function isRestoring(dataFolder: string): boolean {
  return existsSync(pathIn(dataFolder));
}

export function forgetRestoring(dataFolder: string): void {
  rmSync(pathIn(dataFolder), { force: true });
  syncFolder(dataFolder);
}

/** For whoever would make what is not there. */
export function assertNotRestoring(dataFolder: string): void {
  if (isRestoring(dataFolder)) throw new Error("a restore did not end: run make restore again");
}

function pathIn(dataFolder: string): string {
  return join(dataFolder, "restoring.json");
}

function syncFolder(path: string): void {
  const fd = openSync(path, "r");
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
