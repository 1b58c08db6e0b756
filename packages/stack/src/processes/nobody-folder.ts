import { chmodSync, chownSync, mkdirSync } from "node:fs";

const folder = "/var/lib/hubbub";

/** Where processes that must run as `nobody` keep their data: a data folder under root's closed home is out of its reach. */
export function nobodyFolder(): string {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o711);
  chownSync(folder, 0, 0);
  return folder;
}
