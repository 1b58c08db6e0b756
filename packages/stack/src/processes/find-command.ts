import { accessSync, constants } from "node:fs";
import { join } from "node:path";

/** Where daemons are installed; a user's PATH often leaves these out. */
const systemFolders = ["/usr/sbin", "/usr/local/sbin", "/sbin"];

/** The path of a program on the PATH or among the system's daemons. */
export function findCommand(name: string): string | undefined {
  const folders = [...(process.env["PATH"] ?? "").split(":").filter(Boolean), ...systemFolders];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
