import { closeSync, fsyncSync, openSync, renameSync, writeSync } from "node:fs";

/** Replaces a file as a whole: whoever reads it sees the old text or the new, also after a loss of power. */
export function writeFileAtomically(path: string, text: string, mode: number): void {
  const unfinished = `${path}.${process.pid}.new`;
  const fd = openSync(unfinished, "w", mode);
  try {
    writeSync(fd, text);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(unfinished, path);
}
