import { link, mkdir, readdir, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { openSource, type Source, sumFile } from "./copy-file.ts";
import { type CopiedFile, parts, readManifest } from "./manifest.ts";
import type { Progress } from "./progress.ts";
import { assertRoom } from "./room.ts";
import { unlessGone, walk } from "./walk.ts";

export interface ObjectsToCopy {
  readonly objects: string;
  /** What its `storage-id` says, by the chat database; `undefined` of a release that noted nothing. */
  readonly storageId: string | undefined;
  /** The backup's folder, beside earlier ones. */
  readonly backup: string;
  readonly progress: Progress;
}

export interface CopiedObjects {
  readonly folders: readonly string[];
  readonly files: readonly CopiedFile[];
  /** How many of them are the same as in an earlier backup, and take no more room. */
  readonly linked: number;
  /** What in the earlier backup is not what it was, and was copied anew. */
  readonly damaged: readonly string[];
}

/**
 * Copies what people sent into a backup. An object never changes, so one that an earlier backup beside this has is linked from
 * there, once it was read and is what it was: never from where the services write, who could change it in the backup then.
 * Throws where the disk with the objects is not there, or goes meanwhile.
 */
export async function copyObjects({ objects, storageId, backup, progress }: ObjectsToCopy): Promise<CopiedObjects> {
  const source = await openSource(objects).catch((error: unknown) => {
    throw new Error(`files are kept in ${objects}, which is not there: is the disk mounted?`, { cause: error });
  });
  const says = await readStorageId(source);
  if (storageId !== undefined && says !== storageId) {
    throw new Error(`${objects}/storage-id is not what the chat database says (${storageId}): is the disk mounted?`);
  }
  const to = join(backup, parts.objects);
  const earlier = await earlierObjects(dirname(backup));
  const { folders, files } = await walk(source.folder);
  const knownOf = ({ path, bytes }: { readonly path: string; readonly bytes: number }) => {
    const known = earlier.files.get(`${parts.objects}/${path}`);
    return known?.bytes === bytes ? known : undefined;
  };
  assertRoom([{ folder: backup, files: files.filter((file) => knownOf(file) === undefined) }]);
  await mkdir(to, { mode: 0o700 });
  for (const folder of folders) await mkdir(join(to, folder), { mode: 0o700 });

  progress.begin("files that people sent", files.length);
  const copied: CopiedFile[] = [];
  const damaged: string[] = [];
  let linked = 0;
  for (const file of files) {
    progress.step();
    const target = join(to, file.path);
    const known = knownOf(file);
    if (known !== undefined && (await isLinked(join(earlier.folder, known.path), target))) {
      if (await isWhatItWas(target, known)) {
        linked += 1;
        copied.push(known);
        continue;
      }
      await rm(target);
      damaged.push(join(basename(earlier.folder), known.path));
    }
    const sum = await source.copy(file.path, target).catch(unlessGone);
    if (sum !== undefined) copied.push({ path: `${parts.objects}/${file.path}`, ...sum });
    // It was deleted, or is away with all others.
    else await assertStillSays(source, says);
  }
  await assertStillSays(source, says);
  const within = folders.map((folder) => `${parts.objects}/${folder}`);
  return { folders: [parts.objects, ...within], files: copied, linked, damaged };
}

async function assertStillSays(source: Source, said: string | undefined): Promise<void> {
  if ((await readStorageId(source)) === said) return;
  throw new Error(`${source.folder} is not what it was when its copying began: is the disk mounted?`);
}

/** What the folder says that it is, if anything. */
async function readStorageId(objects: Source): Promise<string | undefined> {
  try {
    return (await objects.readText("storage-id")).trim();
  } catch (error) {
    return unlessGone(error);
  }
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

/** What cannot be read is not. */
async function isWhatItWas(path: string, { bytes, sha256 }: CopiedFile): Promise<boolean> {
  const sum = await sumFile(path).catch(() => undefined);
  return sum?.bytes === bytes && sum.sha256 === sha256;
}
