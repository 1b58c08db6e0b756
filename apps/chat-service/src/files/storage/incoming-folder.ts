import { lstat, mkdir, readdir, rm, unlink } from "node:fs/promises";
import { join } from "node:path";
import { epochNowUs } from "@hubbub/service-runtime";
import { incomingLeftMs } from "../../limits.ts";
import { assertIncomingName } from "./storage-key.ts";

/** Where an instance keeps files on their way into the storage: a folder of its own below `parent`. */
export interface IncomingFolder {
  readonly folder: string;
  /** Makes it, empty. A moment later what other instances left long ago is gone too, as far as this one may remove it. */
  clear(): Promise<void>;
  /** Makes it where it is missing. */
  make(): Promise<void>;
  pathOf(name: string): string;
}

export function incomingFolder(parent: string, instance: string): IncomingFolder {
  // With something before it, for an instance may be called "..".
  const folder = join(parent, `of-${encodeURIComponent(instance)}`);
  const make = async () => void (await mkdir(folder, { recursive: true, mode: 0o700 }));
  return {
    folder,
    async clear() {
      await rm(folder, { recursive: true, force: true });
      await make();
      // Nobody waits: there may be many, and files go on without.
      void removeLeft(parent).catch(() => undefined);
    },
    make,
    pathOf(name) {
      assertIncomingName(name);
      return join(folder, name);
    },
  };
}

/** The folders stay, for their instances may be at work. */
async function removeLeft(parent: string): Promise<void> {
  for (const entry of await readdir(parent, { withFileTypes: true })) {
    if (!entry.isDirectory() || !entry.name.startsWith("of-")) continue;
    const folder = join(parent, entry.name);
    for (const name of await readdir(folder).catch(() => []))
      await removeOld(join(folder, name)).catch(() => undefined);
  }
}

async function removeOld(path: string): Promise<void> {
  const { mtimeMs } = await lstat(path);
  if (epochNowUs() / 1_000 - mtimeMs > incomingLeftMs) await unlink(path);
}
