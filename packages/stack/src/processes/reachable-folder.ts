import { chmodSync, chownSync, mkdirSync } from "node:fs";

export const reachableFolder = "/var/lib/hubbub";

/** Where everybody gets to: for what lies below root's closed home, where nothing can be mounted. */
export function makeReachableFolder(): string {
  mkdirSync(reachableFolder, { recursive: true });
  chmodSync(reachableFolder, 0o711);
  chownSync(reachableFolder, 0, 0);
  return reachableFolder;
}
