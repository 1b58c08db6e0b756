import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, open, readlink, realpath } from "node:fs/promises";
import { join } from "node:path";
import type { CopiedFile } from "./manifest.ts";

type Sum = Pick<CopiedFile, "bytes" | "sha256">;

const chunkBytes = 1024 * 1024;
const smallBytes = 4_096;

export interface Source {
  /** Without a link on the way to it. */
  readonly folder: string;
  /** Copies the file at `path` in it to a new one, `to`, that its owner alone may read. */
  readonly copy: (path: string, to: string) => Promise<Sum>;
  /** Of a small file. */
  readonly readText: (path: string) => Promise<string>;
}

/**
 * A folder to copy from, which a link may lead to. A part may write to it, and a link that it left in there must not lead root
 * elsewhere: both throw.
 */
export async function openSource(folder: string): Promise<Source> {
  // Once: what leads to it may change later, and be a part's own.
  const inside = await realpath(folder);
  return {
    folder: inside,
    copy: (path, to) => copyFile(join(inside, path), to, inside),
    readText: (path) => readText(join(inside, path), inside),
  };
}

/** Reads a file and says what is in it. */
export async function sumFile(path: string): Promise<Sum> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    return await read(file, async () => undefined);
  } finally {
    await file.close();
  }
}

async function copyFile(from: string, to: string, inside: string): Promise<Sum> {
  const source = await openInside(from, inside);
  try {
    const target = await open(to, "wx", 0o600);
    try {
      return await read(source, (chunk) => target.writeFile(chunk));
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function readText(path: string, inside: string): Promise<string> {
  const file = await openInside(path, inside);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(smallBytes), 0, smallBytes, 0);
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await file.close();
  }
}

async function openInside(path: string, inside: string): Promise<FileHandle> {
  // Without O_NONBLOCK a pipe that somebody put there would be waited for.
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const really = await readlink(`/proc/self/fd/${file.fd}`);
    if (!really.startsWith(`${inside}/`) || !(await file.stat()).isFile())
      throw new Error(`${path} is no file of its own`);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function read(file: FileHandle, take: (chunk: Buffer) => Promise<void>): Promise<Sum> {
  const hash = createHash("sha256");
  const buffer = Buffer.allocUnsafe(chunkBytes);
  let bytes = 0;
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, chunkBytes, null);
    if (bytesRead === 0) return { bytes, sha256: hash.digest("hex") };
    const chunk = buffer.subarray(0, bytesRead);
    hash.update(chunk);
    await take(chunk);
    bytes += bytesRead;
  }
}
