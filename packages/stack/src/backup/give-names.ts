import { existsSync, renameSync } from "node:fs";
import { dirname } from "node:path";
import { forgetRestoring, noteRestoring } from "../stack/restoring-file.ts";
import { toDisk } from "./to-disk.ts";

export interface Copy {
  readonly copy: string;
  /** Beside it. */
  readonly target: string;
}

export interface Names {
  readonly dataFolder: string;
  readonly backup: string;
  /** On the disk already. */
  readonly copies: readonly Copy[];
  /** What is at a target gets this behind its name. */
  readonly asideSuffix: string;
  readonly report: (line: string) => void;
}

/**
 * Gives copies the names of what is there, which gets others. Until all have them nothing can be started on the data folder, also
 * where this process is killed in between; whoever does it again gets to the end.
 */
export function giveNames({ dataFolder, backup, copies, asideSuffix, report }: Names): void {
  noteRestoring(dataFolder, backup);
  for (const { copy, target } of copies) {
    if (existsSync(target)) {
      renameSync(target, `${target}${asideSuffix}`);
      report(`what was there is ${target}${asideSuffix}`);
    }
    renameSync(copy, target);
  }
  for (const { target } of copies) toDisk(dirname(target));
  forgetRestoring(dataFolder);
}
