import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { assertIncomingName } from "./storage-key.ts";

/** Where an instance keeps files on their way into the storage: a folder of its own below `parent`. */
export interface IncomingFolder {
  readonly folder: string;
  /** Makes it, empty. */
  clear(): Promise<void>;
  pathOf(name: string): string;
}

export function incomingFolder(parent: string, instance: string): IncomingFolder {
  // With something before it, for an instance may be called "..".
  const folder = join(parent, `of-${encodeURIComponent(instance)}`);
  return {
    folder,
    async clear() {
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true, mode: 0o700 });
    },
    pathOf(name) {
      assertIncomingName(name);
      return join(folder, name);
    },
  };
}
