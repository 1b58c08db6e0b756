import { link, mkdir, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { openSource } from "./copy-file.ts";
import { type CopiedFile, parts, readManifest } from "./manifest.ts";
import type { Progress } from "./progress.ts";
import { unlessGone, walk } from "./walk.ts";

export interface CopiedObjects {
  readonly folders: readonly string[];
  readonly files: readonly CopiedFile[];
  /** How many of them are the same as in an earlier backup, and take no more room. */
  readonly linked: number;
}

/**
 * Copies what people sent, from `objects`, into `backup`. An object never changes, so one that an earlier backup beside this
 * has is linked from there: never from where the services write, who could change it in the backup then.
 */
export async function copyObjects(objects: string, backup: string, progress: Progress): Promise<CopiedObjects> {
  const source = await openSource(objects);
  const to = join(backup, parts.objects);
  const earlier = await earlierObjects(dirname(backup));
  const { folders, files } = await walk(source.folder);
  await mkdir(to, { mode: 0o700 });
  for (const folder of folders) await mkdir(join(to, folder), { mode: 0o700 });
  progress.begin("files that people sent", files.length);
  const copied: CopiedFile[] = [];
  let linked = 0;
  for (const { path, bytes } of files) {
    progress.step();
    const known = earlier.files.get(`${parts.objects}/${path}`);
    if (known?.bytes === bytes && (await isLinked(join(earlier.folder, known.path), join(to, path)))) {
      linked += 1;
      copied.push(known);
      continue;
    }
    const sum = await source.copy(path, join(to, path)).catch(unlessGone);
    if (sum !== undefined) copied.push({ path: `${parts.objects}/${path}`, ...sum });
  }
  return { folders: [parts.objects, ...folders.map((folder) => `${parts.objects}/${folder}`)], files: copied, linked };
}

/** Of the newest backup that is whole. */
async function earlierObjects(
  backups: string,
): Promise<{ readonly folder: string; readonly files: ReadonlyMap<string, CopiedFile> }> {
  // By their names, which are times.
  for (const name of (await readdir(backups)).toSorted().toReversed()) {
    const folder = join(backups, name);
    try {
      return { folder, files: new Map(readManifest(folder).files.map((file) => [file.path, file])) };
    } catch {
      // Something else, or what was cut short.
    }
  }
  return { folder: backups, files: new Map() };
}

/** Where a file system has no links, or no more of them, and where the earlier one is gone, it is copied. */
async function isLinked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch {
    return false;
  }
}
