import { createHash, randomUUID } from "node:crypto";
import { constants } from "node:fs";
import {
  access,
  copyFile,
  type FileHandle,
  link,
  mkdir,
  open,
  readFile,
  rename,
  rm,
  stat,
  unlink,
  writeFile,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "@hubbub/errors";
import { withTimeout } from "@hubbub/service-runtime";
import {
  maxStorageDeletesAtOnce,
  storagePutMsPerMegabyte,
  storageReaderMs,
  storageTotalMs,
  storageWaitMs,
} from "../../limits.ts";
import type { FileStorage } from "./file-storage.ts";
import { inParallel } from "./in-parallel.ts";
import { incomingFolder } from "./incoming-folder.ts";
import type { KnownFolder } from "./known-folder.ts";
import { readOnce } from "./read-once.ts";
import { storageAway } from "./storage-away.ts";
import { assertStorageKey } from "./storage-key.ts";

export interface FolderStorageOptions {
  /** An absolute path; made where it is missing. */
  readonly folder: string;
  /** Of this instance, the same at every start. */
  readonly instance: string;
  /** Without it a folder is taken for what it should be wherever there is one. */
  readonly known?: KnownFolder | undefined;
  /** It was away at the start, and is there. */
  readonly onBack?: () => void;
  readonly times?: { readonly readerMs?: number; readonly startMs?: number; readonly retryMs?: number };
}

/** The file beside the objects' folders that says what the folder is. */
const markName = "storage-id";
/** Ms between two looks whether a folder that says something else is ours. */
const recogniseEveryMs = 5_000;
/** What one read of a file asks for. */
const chunkBytes = 128 * 1024;

/**
 * Objects as files of one folder, which instances on several machines may mount:
 * `objects/<two digits of the key's hash>/<the key, with + for />`, and `incoming/` on the same file system.
 */
export function createFolderStorage({ folder, instance, known, onBack, times }: FolderStorageOptions): FileStorage {
  const objects = join(folder, "objects");
  const mark = join(objects, markName);
  const incoming = incomingFolder(join(folder, "incoming"), instance);
  const startMs = times?.startMs ?? storageWaitMs;
  const closed = new AbortController();
  const readTimes = { chunkMs: storageWaitMs, readerMs: times?.readerMs ?? storageReaderMs };

  const pathOf = (key: string) => {
    assertStorageKey(key);
    // By the hash, for keys may all begin alike; in one file name, so that no key leads out of its folder or into another's.
    const digits = createHash("sha256").update(key).digest("hex").slice(0, 2);
    return join(objects, digits, key.replaceAll("/", "+"));
  };
  /** What the folder says that it is, once that was known. */
  let id: string | undefined;
  let nextLookMs = 0;

  return {
    async start() {
      try {
        const trying = tryOut();
        const late = () => storageAway(new Error(`no answer within ${startMs} ms`));
        await withTimeout(trying, startMs, late).catch((error: unknown) => {
          if (mayPass(error)) void trying.then(() => onBack?.(), makeIncomingLater);
          throw error;
        });
      } catch (error) {
        if (mayPass(error)) throw storageAway(error);
        const reason = error instanceof Error ? error.message : String(error);
        throw new Error(`FILES_URL: this process cannot keep files in ${folder} (${reason})`, { cause: error });
      }
    },

    incoming: (name) => incoming.pathOf(name),

    async put(key, path, size) {
      const target = pathOf(key);
      await inTime(
        async () => {
          await assertMounted();
          await syncFile(path, size);
          await makeFolder(dirname(target));
          await rename(path, target);
          await syncFolder(dirname(target));
        },
        storageTotalMs + (size / 1e6) * storagePutMsPerMegabyte,
      );
    },

    async get(key, range) {
      const file = await openToRead(pathOf(key), assertMounted);
      if (file === undefined) return undefined;
      let size: number;
      try {
        ({ size } = await inTime(() => file.stat()));
      } catch (error) {
        void file.close().catch(() => undefined);
        throw error;
      }
      const [first, last] = [range?.start ?? 0, Math.min(range?.end ?? size, size - 1)];
      return { size, chunks: readOnce(readerOf(file, first, last), readTimes) };
    },

    /** By a second name for its bytes, which costs nothing; where the disk has no such thing they are copied. */
    async fetch(key, path) {
      const source = pathOf(key);
      return inTime(async () => {
        try {
          // Never over what is there: that may be another name of the same bytes.
          await link(source, path).catch(() => copyFile(source, path, constants.COPYFILE_EXCL));
          return (await stat(path)).size;
        } catch (error) {
          if (!hasCode(error, "ENOENT")) throw error;
          await assertMounted();
          // Once more: it may have been mounted in between.
          if (!(await exists(source))) return undefined;
          await copyFile(source, path, constants.COPYFILE_EXCL);
          return (await stat(path)).size;
        }
      });
    },

    async delete(keys) {
      const paths = keys.map(pathOf);
      await inTime(async () => {
        await assertMounted();
        const changed = new Set<string>();
        await inParallel(paths, maxStorageDeletesAtOnce, async (path) => {
          if (await removeFile(path)) changed.add(dirname(path));
        });
        await inParallel([...changed], maxStorageDeletesAtOnce, syncFolder);
      });
    },

    close: () => closed.abort(),
  };

  /** What could not be tried out may do later. It is not emptied then, for somebody may be sending a file already. */
  async function makeIncomingLater(): Promise<void> {
    while (!closed.signal.aborted) {
      try {
        // Nothing is made where the disk should be mounted.
        await assertMounted();
        await incoming.make();
        return onBack?.();
      } catch {
        await delay(times?.retryMs ?? startMs, undefined, { ref: false, signal: closed.signal }).catch(() => undefined);
      }
    }
  }

  /** That a file is missing says nothing while the disk is not mounted: another one is there then, which may even be written. */
  async function assertMounted(): Promise<void> {
    if (known === undefined) return await access(objects);
    if (id !== undefined) {
      if ((await readMark(mark)) === id) return;
      // Another disk, or a copy of the files without the mark: looked at again, and not by each request.
      if (performance.now() < nextLookMs) throw notOurs(id);
      nextLookMs = performance.now() + recogniseEveryMs;
    }
    await recognise(known);
  }

  /**
   * A folder that says nothing, or something else, is ours where it has files of ours, or where there are none. What it is to say
   * is its own: where no disk is mounted yet, the disk that comes says something else.
   */
  async function recognise(by: KnownFolder): Promise<void> {
    const noted = await by.id();
    if ((await readMark(mark)) !== noted) {
      const keys = await by.someKeys();
      if (keys.length > 0 && !(await hasAny(keys))) throw notOurs(noted);
      if ((await readMark(mark)) === undefined) await writeMark(randomUUID());
      await by.noteId((await readMark(mark)) ?? noted, noted);
    }
    // Whoever else was at it may have been first.
    const [agreed, found] = [await by.id(), await readMark(mark)];
    if (found !== agreed) throw notOurs(agreed);
    id = agreed;
  }

  async function hasAny(keys: readonly string[]): Promise<boolean> {
    for (const key of keys) if (await exists(pathOf(key))) return true;
    return false;
  }

  async function writeMark(says: string): Promise<void> {
    await mkdir(objects, { recursive: true, mode: 0o700 });
    // Whole or not at all; with the dot it is no object's.
    const written = join(objects, `.${markName}-${encodeURIComponent(instance)}`);
    await writeFile(written, says, { mode: 0o600 });
    await syncFile(written, Buffer.byteLength(says));
    // Not over that of another instance, where the disk has a way to say so.
    await link(written, mark).catch(async (error: unknown) => {
      if (!hasCode(error, "EEXIST")) await rename(written, mark);
    });
    await rm(written, { force: true });
    await syncFolder(objects);
  }

  function notOurs(says: string): AppError {
    const what = `${mark} does not say ${says}, and none of the files that the database knows is there`;
    return storageAway(new Error(`${what}: is the disk mounted? If this is the folder, write that into the file`));
  }

  async function tryOut(): Promise<void> {
    if (known !== undefined) await recognise(known);
    await mkdir(objects, { recursive: true, mode: 0o700 });
    await syncFolder(folder);
    await incoming.clear();
    // With the dot it is no object's.
    const [from, to] = [join(incoming.folder, ".try"), join(objects, `.try-${encodeURIComponent(instance)}`)];
    await writeFile(from, "try");
    await syncFile(from, 3);
    await rename(from, to);
    await syncFolder(objects);
    await rm(to);
  }

  async function makeFolder(path: string): Promise<void> {
    try {
      await mkdir(path, { mode: 0o700 });
    } catch (error) {
      if (hasCode(error, "EEXIST")) return;
      throw error;
    }
    await syncFolder(objects);
  }
}

/** Undefined: there is no such file, on a disk that is there. */
async function openToRead(path: string, assertMounted: () => Promise<void>): Promise<FileHandle | undefined> {
  const opening = open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    return await inTime(() => opening);
  } catch (error) {
    // It may be opened after all.
    void opening.then((file) => file.close()).catch(() => undefined);
    if (!isMissing(error)) throw error;
  }
  await inTime(assertMounted);
  // Once more: it may have been mounted in between.
  const again = open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    return await inTime(() => again);
  } catch (error) {
    void again.then((file) => file.close()).catch(() => undefined);
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof AppError && hasCode(error.cause, "ENOENT");
}

/** What the folder says that it is, if anything. */
async function readMark(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, "utf8")).trim() || undefined;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return false;
    throw error;
  }
}

function readerOf(file: FileHandle, first: number, last: number) {
  let position = first;
  return {
    async read() {
      const length = Math.min(chunkBytes, last + 1 - position);
      if (length <= 0) return undefined;
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(length), 0, length, position);
      if (bytesRead === 0) throw new Error(`the file ends at ${position}, before ${last}`);
      position += bytesRead;
      return buffer.subarray(0, bytesRead);
    },
    close: () => file.close(),
  };
}

/** Its bytes, and not only its name, must be on the disk before it gets the name of an object. */
async function syncFile(path: string, size: number): Promise<void> {
  const file = await open(path);
  try {
    const found = await file.stat();
    if (found.size !== size) throw new Error(`${path} has ${found.size} bytes, not ${size}`);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Whether it was there. */
async function removeFile(path: string): Promise<boolean> {
  try {
    await unlink(path);
    return true;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return false;
    throw error;
  }
}

async function inTime<Value>(work: () => Promise<Value>, timeoutMs = storageTotalMs): Promise<Value> {
  const late = () => storageAway(new Error(`not done within ${timeoutMs} ms`));
  try {
    return await withTimeout(work(), timeoutMs, late);
  } catch (error) {
    throw error instanceof Error && "syscall" in error ? storageAway(error) : error;
  }
}

/** Whether a disk that is full, broken or hanging is to blame, and not how it is set up. */
function mayPass(error: unknown): boolean {
  return error instanceof AppError || passingCodes.some((code) => hasCode(error, code));
}

const passingCodes = ["ENOSPC", "EDQUOT", "EIO", "ESTALE", "ETIMEDOUT"];

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
