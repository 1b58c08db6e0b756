import { setTimeout as pause } from "node:timers/promises";
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { AppError } from "@hubbub/errors";
import { waitFor } from "@hubbub/stack/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ByteRange, FileStorage } from "./file-storage.ts";

/** Ms after which the storages of the contract's tests take a reader for gone. */
export const contractReaderMs = 300;

/** Puts these bytes, as an upload does that has been received. */
export async function putBytes(storage: FileStorage, key: string, bytes: Uint8Array): Promise<string> {
  const path = storage.incoming(`upload-${randomBytes(6).toString("hex")}`);
  writeFileSync(path, bytes);
  await storage.put(key, path, bytes.length);
  return path;
}

export async function getBytes(storage: FileStorage, key: string, range?: ByteRange): Promise<Buffer | undefined> {
  const object = await storage.get(key, range);
  if (object === undefined) return undefined;
  const chunks: Uint8Array[] = [];
  for await (const chunk of object.chunks) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Descriptors of this process that lead to what matches. */
export function openDescriptors(target: RegExp): number {
  return readdirSync("/proc/self/fd").filter((fd) => {
    try {
      return target.test(readlinkSync(`/proc/self/fd/${fd}`));
    } catch {
      return false;
    }
  }).length;
}

/** Once nothing is held any more for readers of before, who did not come back. */
async function settled(count: () => number): Promise<number> {
  for (let last = -1, now = count(); ; last = now, now = count()) {
    if (now === last) return now;
    await pause(2 * contractReaderMs);
  }
}

interface Place {
  /** An instance's storage; all of them are on the same place. */
  readonly open: (instance?: string) => FileStorage;
  /** How many files or connections this process has open for what it reads there. */
  readonly held: () => number;
}

/** What every storage does: run by the tests of each implementation. */
export function fileStorageContract({ open, held }: Place): void {
  let storage: FileStorage;

  beforeEach(async () => {
    storage = open();
    await storage.start();
  });
  afterEach(() => storage.close());

  test.each([0, 1, 65_536, 300_000, 7_340_033])("gives back %i bytes as they were put", async (size) => {
    const bytes = randomBytes(size);
    await putBytes(storage, `sizes/${size}`, bytes);
    const object = await storage.get(`sizes/${size}`);
    expect(object?.size).toBe(size);
    expect((await getBytes(storage, `sizes/${size}`))?.equals(bytes)).toBe(true);
  });

  test("the incoming file is the storage's once it is put, and was the caller's until then", async () => {
    const path = storage.incoming("upload-1");
    writeFileSync(path, "abc");
    await expect(storage.put("moved", path, 4)).rejects.toThrow(/has 3 bytes, not 4/);
    expect(existsSync(path)).toBe(true);
    expect(await storage.get("moved")).toBeUndefined();
    await storage.put("moved", path, 3);
    expect(existsSync(path)).toBe(false);
  });

  test("another instance on the same place reads what was put", async () => {
    await putBytes(storage, "shared/original", Buffer.from("for both"));
    const other = open();
    expect((await getBytes(other, "shared/original"))?.toString()).toBe("for both");
    other.close();
  });

  test("a key is put again", async () => {
    await putBytes(storage, "again", Buffer.from("the first, and longer"));
    await putBytes(storage, "again", Buffer.from("the second"));
    expect((await getBytes(storage, "again"))?.toString()).toBe("the second");
  });

  test("who reads while the key is put again gets one of the two, whole", async () => {
    const [first, second] = [Buffer.alloc(2_000_000, "a"), Buffer.alloc(2_000_000, "b")];
    await putBytes(storage, "torn", first);
    const object = await storage.get("torn");
    const reading = object!.chunks[Symbol.asyncIterator]();
    const got = [(await reading.next()).value as Uint8Array];
    await putBytes(storage, "torn", second);
    for (let next = await reading.next(); next.done !== true; next = await reading.next()) got.push(next.value);
    expect(Buffer.concat(got).equals(first)).toBe(true);
  });

  test("an object becomes a local file, which is put again or removed without it", async () => {
    const bytes = randomBytes(300_000);
    await putBytes(storage, "fetched", bytes);
    const [path, again] = [storage.incoming("fetch-1"), storage.incoming("fetch-2")];
    expect(await storage.fetch("fetched", path)).toBe(bytes.length);
    expect(readFileSync(path).equals(bytes)).toBe(true);
    await storage.put("fetched-again", path, bytes.length);
    await storage.delete(["fetched"]);
    expect((await getBytes(storage, "fetched-again"))?.equals(bytes)).toBe(true);
    expect(await storage.fetch("fetched-again", again)).toBe(bytes.length);
    rmSync(again);
    expect((await getBytes(storage, "fetched-again"))?.equals(bytes)).toBe(true);
    expect(await storage.fetch("fetched", storage.incoming("fetch-3"))).toBeUndefined();
  });

  test("keys that are nearly the same are objects of their own", async () => {
    const keys = ["a/b", "a/b.c", "a/c/d", "ab", "a.b", "a-b", "a_b", "b/a"];
    for (const key of keys) await putBytes(storage, `like-${key}`, Buffer.from(key));
    for (const key of keys) expect((await getBytes(storage, `like-${key}`))?.toString()).toBe(key);
  });

  test.each([
    [{ start: 0, end: 0 }, "0"],
    [{ start: 3, end: 5 }, "345"],
    [{ start: 9, end: 9 }, "9"],
    [{ start: 8, end: 1_000 }, "89"],
    [{ start: 0, end: Number.MAX_SAFE_INTEGER }, "0123456789"],
    [{ start: 10, end: 20 }, ""],
  ])("the range %j", async (range, expected) => {
    await putBytes(storage, "digits", Buffer.from("0123456789"));
    expect((await storage.get("digits", range))?.size).toBe(10);
    expect((await getBytes(storage, "digits", range))?.toString()).toBe(expected);
  });

  test("ranges across chunks of a large object", async () => {
    const bytes = randomBytes(1_000_003);
    await putBytes(storage, "large", bytes);
    for (const range of [
      { start: 131_071, end: 131_072 },
      { start: 100_000, end: 900_000 },
      { start: 999_999, end: 1_000_002 },
    ]) {
      const got = await getBytes(storage, "large", range);
      expect(got?.equals(bytes.subarray(range.start, range.end + 1)), JSON.stringify(range)).toBe(true);
    }
  });

  test("what was never put is not there, of an object without bytes neither a range", async () => {
    expect(await storage.get("never")).toBeUndefined();
    expect(await storage.get("never", { start: 0, end: 5 })).toBeUndefined();
    expect(await storage.get("never/deep/down")).toBeUndefined();
    await putBytes(storage, "empty", Buffer.alloc(0));
    expect((await getBytes(storage, "empty", { start: 0, end: 5 }))?.length).toBe(0);
  });

  test("what is deleted is gone, whatever of it was there, and nothing else is", async () => {
    const keys = Array.from({ length: 40 }, (_, index) => `many/${index}`);
    await Promise.all(keys.map((key) => putBytes(storage, key, Buffer.from(key))));
    await storage.delete([...keys.slice(0, 39), "many/never", "never"]);
    await storage.delete(keys.slice(0, 2));
    await storage.delete([]);
    const left = await Promise.all(keys.map((key) => storage.get(key)));
    expect(left.map((object) => object !== undefined).indexOf(true)).toBe(39);
    expect((await getBytes(storage, "many/39"))?.toString()).toBe("many/39");
  });

  test.each([
    "",
    "/a",
    "a/",
    "a//b",
    "..",
    "../a",
    "a/../b",
    "a/.b",
    ".a",
    "A",
    "a b",
    "a\n",
    "a\0",
    "ä",
    "a+b",
    "a".repeat(201),
  ])("%j is no key, for anything", async (key) => {
    const path = storage.incoming("upload-2");
    writeFileSync(path, "abc");
    const what = [storage.put(key, path, 3), storage.get(key), storage.fetch(key, path), storage.delete([key])];
    for (const { status, reason } of (await Promise.allSettled(what)) as PromiseRejectedResult[]) {
      expect(status).toBe("rejected");
      expect(reason).not.toBeInstanceOf(AppError);
    }
  });

  test.each(["", ".", "..", "../a", "a/b", "A", "a\0"])("%j is no name of an incoming file", (name) => {
    expect(() => storage.incoming(name)).toThrow(/no name/);
  });

  test("who leaves, stops or never begins to read leaves nothing open", async () => {
    await putBytes(storage, "abandoned", randomBytes(8_000_000));
    const before = await settled(held);
    for (let reader = 0; reader < 10; reader++) {
      for await (const _ of (await storage.get("abandoned"))!.chunks) break;
    }
    const left = await storage.get("abandoned");
    await left!.chunks[Symbol.asyncIterator]().return?.();
    const stopped = (await storage.get("abandoned"))!.chunks[Symbol.asyncIterator]();
    await stopped.next();
    for (let reader = 0; reader < 10; reader++) await storage.get("abandoned");
    expect(held()).toBeGreaterThan(before + 10);
    await waitFor(() => expect(held()).toBeLessThanOrEqual(before));
    const code = await stopped.next().catch((error: unknown) => error instanceof AppError && error.code);
    expect(code).toBe("unavailable");
  });

  test("a start empties the instance's own incoming folder, and no other's", async () => {
    const other = open("chat-2");
    await other.start();
    const [mine, others] = [storage.incoming("upload-3"), other.incoming("upload-3")];
    for (const path of [mine, others]) writeFileSync(path, "of before the crash");
    const again = open();
    await again.start();
    expect([existsSync(mine), existsSync(others)]).toEqual([false, true]);
    expect(again.incoming("upload-3")).toBe(mine);
    for (const one of [other, again]) one.close();
  });
}
