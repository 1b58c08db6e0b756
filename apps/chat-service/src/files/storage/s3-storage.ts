import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { withTimeout } from "@hubbub/service-runtime";
import { maxStorageDeletesAtOnce, storageReaderMs, storageWaitMs } from "../../limits.ts";
import type { ByteRange, FileStorage, StoredObject } from "./file-storage.ts";
import { inParallel } from "./in-parallel.ts";
import { incomingFolder } from "./incoming-folder.ts";
import { readOnce } from "./read-once.ts";
import { mayPass, type S3Answer, S3Client, type S3ClientOptions, S3Refusal } from "./s3-client.ts";
import { storageAway } from "./storage-away.ts";
import { assertStorageKey } from "./storage-key.ts";

export interface S3StorageOptions extends S3ClientOptions {
  /** A local folder for the instances of this machine. */
  readonly incoming: string;
  /** Of this instance, the same at every start. */
  readonly instance: string;
}

/** Objects in a bucket of S3, or of what speaks like it; versions, encryption and replication are the bucket's affair. */
export function createS3Storage(options: S3StorageOptions): FileStorage {
  const incoming = incomingFolder(options.incoming, options.instance);
  const client = new S3Client(options);

  const put = async (key: string, path: string, size: number) => {
    const file = { path, size, sha256: await sha256Of(path, size) };
    await drain(await client.ask({ method: "PUT", key, file }));
    await rm(path, { force: true });
  };

  const get = async (key: string, range?: ByteRange): Promise<StoredObject | undefined> => {
    const headers: Record<string, string> = range === undefined ? {} : { range: `bytes=${range.start}-${range.end}` };
    try {
      const answer = await client.ask({ method: "GET", key, headers });
      const size = sizeOf(answer);
      if (range !== undefined && answer.status === 200 && size > 0) {
        await answer.body.return?.();
        throw new S3Refusal(200, "", "all of an object in place of a range");
      }
      return { size, chunks: answer.body };
    } catch (error) {
      if (isNotThere(error)) return undefined;
      if (error instanceof S3Refusal && error.status === 416) return withoutBytes(key);
      throw error;
    }
  };

  /** The range has none of the object's bytes. */
  const withoutBytes = async (key: string): Promise<StoredObject> => {
    const answer = await client.ask({ method: "HEAD", key });
    await drain(answer);
    const nothing = { read: () => Promise.resolve(undefined), close() {} };
    return { size: sizeOf(answer), chunks: readOnce(nothing, { chunkMs: storageWaitMs, readerMs: storageReaderMs }) };
  };

  const remove = async (key: string) => {
    try {
      await drain(await client.ask({ method: "DELETE", key }));
    } catch (error) {
      if (!isNotThere(error)) throw error;
    }
  };

  return {
    async start() {
      try {
        await incoming.clear();
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new Error(`FILES_URL: no files can be written to ${incoming.folder} (${reason})`, { cause: error });
      }
      try {
        await withTimeout(tryOut(), storageWaitMs, () => storageAway(new Error(`no end within ${storageWaitMs} ms`)));
      } catch (error) {
        if (!(error instanceof S3Refusal) || mayPass(error)) throw asAway(error);
        const needs = "the key needs PutObject, GetObject, DeleteObject and, to hear what is not there, ListBucket";
        const { endpoint, bucket } = options;
        throw new Error(
          `FILES_URL: no files can be kept in the bucket ${bucket} of ${endpoint}; ${needs}. ${error.message}`,
          {
            cause: error,
          },
        );
      }
    },

    incoming: (name) => incoming.pathOf(name),

    async put(key, path, size) {
      assertStorageKey(key);
      await put(key, path, size).catch(rethrow);
    },

    async get(key, range) {
      assertStorageKey(key);
      return get(key, range).catch(rethrow);
    },

    async fetch(key, path) {
      assertStorageKey(key);
      const object = await get(key).catch(rethrow);
      if (object === undefined) return undefined;
      await pipeline(object.chunks, createWriteStream(path, { mode: 0o600 })).catch(rethrow);
      return object.size;
    },

    async delete(keys) {
      keys.forEach(assertStorageKey);
      await inParallel(keys, maxStorageDeletesAtOnce, remove).catch(rethrow);
    },

    close: () => client.close(),
  };

  /** With a key that no object has: it begins with a dot. */
  async function tryOut(): Promise<void> {
    const key = `.try-${createHash("sha256").update(options.instance).digest("hex").slice(0, 16)}`;
    const path = incoming.pathOf("try");
    await writeFile(path, "try");
    await remove(key);
    if ((await get(key)) !== undefined) throw new S3Refusal(200, "", "an object that was deleted is there");
    await put(key, path, 3);
    const object = await get(key);
    await object?.chunks[Symbol.asyncIterator]().return?.();
    if (object?.size !== 3) throw new S3Refusal(200, "", "an object that was put is not there");
    await remove(key);
  }
}

/** Throws where the file is not what it should be: it would be sent with a length that is not its own. */
async function sha256Of(path: string, size: number): Promise<string> {
  const hash = createHash("sha256");
  let found = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    found += chunk.length;
  }
  if (found !== size) throw new Error(`${path} has ${found} bytes, not ${size}`);
  return hash.digest("hex");
}

/** Of the whole object, where the answer is a part of it too. */
function sizeOf({ status, headers }: S3Answer): number {
  const text = status === 206 ? /\/(\d+)$/.exec(headers["content-range"] ?? "")?.[1] : headers["content-length"];
  if (text === undefined) throw new S3Refusal(status, "", "an object without its size");
  return Number(text);
}

/** So that its connection serves the next request. */
async function drain({ body }: S3Answer): Promise<void> {
  for await (const _ of body) continue;
}

/** There is no such object; other answers with 404 say that there is no such bucket, key of ours or page. */
function isNotThere(error: unknown): boolean {
  return error instanceof S3Refusal && error.code === "NoSuchKey";
}

function rethrow(error: unknown): never {
  throw asAway(error);
}

/** What the network, the disk or S3 did has a code; what has none is a bug. */
function asAway(error: unknown): unknown {
  return error instanceof Error && "code" in error ? storageAway(error) : error;
}
