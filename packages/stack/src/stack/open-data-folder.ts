import { join } from "node:path";
import { type LauncherLock, lockDataFolder } from "./launcher-lock.ts";
import { type Layout, makeLayout } from "./layout.ts";
import { makeFolder } from "./make-folder.ts";

/** Makes a data folder where there is none. Nothing in it is touched while another launcher uses it: then it throws. */
export function openDataFolder(dataFolder: string): { readonly lock: LauncherLock; readonly layout: Layout } {
  naming(dataFolder, () => makeFolder(join(dataFolder, "logs"), 0o700));
  const lock = lockDataFolder(dataFolder);
  try {
    return { lock, layout: naming(dataFolder, () => makeLayout(dataFolder)) };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function naming<Result>(dataFolder: string, use: () => Result): Result {
  try {
    return use();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`HUBBUB_DATA must be a folder that can be made or written to, not "${dataFolder}": ${reason}`, {
      cause: error,
    });
  }
}
