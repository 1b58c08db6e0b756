import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { waitFor } from "@hubbub/stack/testing";
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import { type TestLog, testLog } from "../room-log/testing/test-log.ts";
import { collectFiles } from "./collect-files.ts";
import { keyOf } from "./file-keys.ts";
import { getBytes, putBytes } from "./storage/file-storage.contract.ts";
import { createFolderStorage } from "./storage/folder-storage.ts";
import { knownFolder } from "./known-folder-queries.ts";

let log: TestLog;
let top: string;
/** Where the disk is mounted. */
let folder: string;
beforeAll(async () => void (log = await testLog()));
beforeEach(async () => {
  await log.sql("delete from files");
  top = await mkdtemp(join(tmpdir(), "hubbub-disk-"));
  folder = join(top, "files");
  onTestFinished(() => rm(top, { recursive: true, force: true }));
});
afterAll(() => log.stop());

function open(instance: string, known = true) {
  let back = 0;
  const storage = createFolderStorage({
    folder,
    instance,
    ...(known ? { known: knownFolder(log.db) } : {}),
    onBack: () => (back += 1),
    times: { retryMs: 20 },
  });
  onTestFinished(() => storage.close());
  return Object.assign(storage, { back: () => back });
}

let files = 0;
/** With a row, as every file has one. */
async function keep(storage: ReturnType<typeof open>): Promise<string> {
  files += 1;
  const id = String(files).padStart(32, "0");
  await log.sql(
    `insert into files (id, room_id, user_id, name, size, stored_at, made_at) values ($1, 1, 1, 'x', 4, now(), now())`,
    [id],
  );
  await putBytes(storage, keyOf(id, "file"), Buffer.from("kept"));
  return id;
}

const idInDatabase = async () => (await log.sql("select id from file_storage"))[0]?.["id"];
const idInFolder = async () => await readFile(join(folder, "objects", "storage-id"), "utf8");

test("an empty folder in place of the disk is away: nothing is missing, and nothing collected, until the disk is back", async () => {
  const before = open("chat-1");
  await before.start();
  const [id, removed] = [await keep(before), await keep(before)];
  await log.sql("update files set removed_at = now() where id = $1", [removed]);
  expect(await idInFolder()).toBe(await idInDatabase());

  const disk = join(top, "disk");
  await rename(folder, disk);
  await mkdir(join(folder, "objects"), { recursive: true });
  const after = open("chat-1");
  await expect(after.start()).rejects.toMatchObject({
    code: "unavailable",
    cause: { message: expect.stringContaining("is the disk mounted?") },
  });
  for (const storage of [before, after]) {
    await expect(storage.get(keyOf(id, "file"))).rejects.toMatchObject({ code: "unavailable" });
    await expect(collectFiles({ db: log.db, storage })).rejects.toMatchObject({ code: "unavailable" });
  }
  expect(await log.sql("select 1 from files where emptied_at is null")).toHaveLength(2);
  expect([await readdir(folder), await readdir(join(folder, "objects"))]).toEqual([["objects"], []]);

  await rm(folder, { recursive: true });
  await rename(disk, folder);
  await waitFor(() => expect(after.back()).toBe(1));
  expect((await getBytes(after, keyOf(id, "file")))?.toString()).toBe("kept");
  await keep(after);
});

test("a folder of before there were marks is known by its files, and marked", async () => {
  const before = open("chat-1", false);
  await before.start();
  await keep(before);
  await expect(idInFolder()).rejects.toMatchObject({ code: "ENOENT" });
  await Promise.all([open("chat-1").start(), open("chat-2").start()]);
  expect(await idInFolder()).toBe(await idInDatabase());
});

test("one that says something else is ours where it has our files, and not where it has none", async () => {
  const storage = open("chat-1");
  await storage.start();
  const id = await keep(storage);
  await writeFile(join(folder, "objects", "storage-id"), "copied from elsewhere\n");
  await open("chat-2").start();
  expect(await idInDatabase()).toBe("copied from elsewhere");

  await storage.delete([keyOf(id, "file")]);
  await rm(join(folder, "objects"), { recursive: true });
  await mkdir(join(folder, "objects"));
  await writeFile(join(folder, "objects", "storage-id"), "another's");
  await expect(open("chat-2").start()).rejects.toMatchObject({ code: "unavailable" });
});

test.each([
  ["without a mark", undefined],
  ["with another mark", "of a restored copy"],
])("one that is put back under instances that run, %s, is known without a restart", async (_, says) => {
  const [one, other] = [open("chat-1"), open("chat-2")];
  for (const storage of [one, other]) await storage.start();
  const id = await keep(one);
  const mark = join(folder, "objects", "storage-id");
  await rm(mark);
  if (says !== undefined) await writeFile(mark, says);
  for (const storage of [one, other]) {
    await waitFor(async () => expect((await getBytes(storage, keyOf(id, "file")))?.toString()).toBe("kept"));
    await keep(storage);
  }
  expect(await idInFolder()).toBe(await idInDatabase());
});

test("where the disk is mounted only after the first start, what was there before is not taken for it later", async () => {
  const early = open("chat-1");
  await early.start();
  const bare = join(top, "bare");
  await rename(folder, bare);
  await mkdir(folder);
  const late = open("chat-2");
  await late.start();
  await keep(late);
  await rename(folder, join(top, "disk"));
  await rename(bare, folder);
  await expect(open("chat-1").start()).rejects.toMatchObject({ code: "unavailable" });
});
