import { chownSync, lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { isolation } from "./isolation.ts";

/** Makes a file, or a folder with all in it, belong to whom an unprivileged process runs as. */
export function giveToUnprivileged(path: string): void {
  if (isolation() === "nobody") chownAll(path);
}

function chownAll(path: string): void {
  chownSync(path, nobody, nobody);
  if (!lstatSync(path).isDirectory()) return;
  for (const name of readdirSync(path)) {
    const inside = join(path, name);
    if (!lstatSync(inside).isSymbolicLink()) chownAll(inside);
  }
}

const nobody = 65_534;
