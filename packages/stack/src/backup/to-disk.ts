import { spawnSync } from "node:child_process";

/** All that was written to the file system of a folder is on the disk afterwards. */
export function toDisk(folder: string): void {
  const { status, stderr } = spawnSync("sync", ["-f", folder], { encoding: "utf8" });
  if (status !== 0) throw new Error(`what was written to ${folder} is not on the disk: ${stderr}`);
}
