/**
 * Where the bytes of files are kept. Two implementations pass one contract test: a folder and S3.
 *
 * Contract:
 * - An object is there whole or not at all, and stands under a key that we made (`storage-key.ts`); any other key is a bug.
 *   No key is another one's beginning up to a slash: some kinds of S3 have them as folders.
 * - Everything ends in time (limits.ts). While the storage is away, is full or refuses us, what is asked of it throws
 *   AppError `unavailable` with the reason as its cause. Whatever else is thrown is a bug.
 * - What was `unavailable` may have come to pass all the same, a moment later too: a put under a key is put again, or the
 *   key is deleted, until one of them resolves.
 * - Any number of instances share one storage.
 */
export interface FileStorage {
  /**
   * To be called once, before anything else: tries to write, read and delete. Throws an Error that says what to change
   * where the storage answers but will never serve us; `unavailable` where it may do so later: an instance starts without it.
   */
  start(): Promise<void>;
  /**
   * The path of a local file for what is on its way into the storage, which does not exist yet. `name` is like a key without
   * slashes and in use once at a time; what an earlier run of this instance left there was removed by `start`,
   * and soon after it what others left more than a day ago.
   */
  incoming(name: string): string;
  /**
   * Keeps the file at `path`, which `incoming` named and which is complete: it has `size` bytes. Once this resolves, the
   * object outlives a crash of the machine, and the file is gone from `path`. An object under the same key is replaced.
   */
  put(key: string, path: string, size: number): Promise<void>;
  /** Undefined: there is none. Bytes outside the object are left out of the range. */
  get(key: string, range?: ByteRange): Promise<StoredObject | undefined>;
  /**
   * Makes the whole object a local file at `path`, which `incoming` named, to be read only and put again or removed by the
   * caller. Answers its size; undefined: there is none.
   */
  fetch(key: string, path: string): Promise<number | undefined>;
  /** Once this resolves they stay deleted, after a crash too. That there is none is fine. */
  delete(keys: readonly string[]): Promise<void>;
  /** Lets go of connections; who still reads is cut off. */
  close(): void;
}

/** The first and the last byte, counted from 0, as HTTP does. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface StoredObject {
  /** Of the whole object, in bytes. */
  readonly size: number;
  /**
   * Read once, by one reader, who may leave at any time: what is held open for it is closed then, at its end, after an error,
   * and where the reader does not ask for more within `storageReaderMs`.
   */
  readonly chunks: AsyncIterable<Uint8Array>;
}
