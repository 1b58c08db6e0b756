import {
  existsSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { waitFor } from "@hubbub/stack/testing";
import { afterAll, describe, expect, test } from "vitest";
import { incomingLeftMs } from "../../limits.ts";
import { contractReaderMs, fileStorageContract, getBytes, openDescriptors, putBytes } from "./file-storage.contract.ts";
import { createFolderStorage } from "./folder-storage.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "hubbub-files-"));
  folders.push(folder);
  return folder;
}

const open = (folder: string, instance = "chat-1") =>
  createFolderStorage({ folder, instance, times: { readerMs: contractReaderMs } });

const objectsIn = (folder: string) => readdirSync(join(folder, "objects"), { recursive: true, encoding: "utf8" });

describe("the storage in a folder", () => {
  const folder = newFolder();
  fileStorageContract({
    open: (instance) => open(folder, instance),
    held: () => openDescriptors(new RegExp(`^${folder}/objects/..`)),
  });
});

test("the folder is made where it is missing, and stays as it is at the next start", async () => {
  const folder = join(newFolder(), "deep", "down");
  const storage = open(folder);
  await storage.start();
  await putBytes(storage, "kept", Buffer.from("of yesterday"));
  const again = open(folder);
  await again.start();
  expect((await getBytes(again, "kept"))?.toString()).toBe("of yesterday");
  expect(objectsIn(folder).filter((name) => name.includes("."))).toEqual([]);
});

test("objects whose keys begin alike are spread over folders", async () => {
  const folder = newFolder();
  const storage = open(folder);
  await storage.start();
  const keys = Array.from({ length: 200 }, (_, index) => `files/${1_000_000 + index}`);
  await Promise.all(keys.map((key) => putBytes(storage, key, Buffer.from(key))));
  expect(readdirSync(join(folder, "objects")).length).toBeGreaterThan(100);
  const names = objectsIn(folder).filter((name) => name.includes("/"));
  expect(names.map((name) => name.slice(3)).toSorted()).toEqual(keys.map((key) => key.replace("/", "+")));
});

test("while the disk is not mounted, what was put is unavailable and not missing", async () => {
  const folder = newFolder();
  const storage = open(folder);
  await storage.start();
  await putBytes(storage, "kept", Buffer.from("on the disk"));
  renameSync(join(folder, "objects"), join(folder, "elsewhere"));
  const path = storage.incoming("upload-1");
  writeFileSync(path, "abc");
  const unavailable = { name: "AppError", code: "unavailable", cause: { code: "ENOENT" } };
  await expect(storage.get("kept")).rejects.toMatchObject(unavailable);
  await expect(storage.get("never")).rejects.toMatchObject(unavailable);
  await expect(storage.put("another", path, 3)).rejects.toMatchObject(unavailable);
  await expect(storage.delete(["kept"])).rejects.toMatchObject(unavailable);
  renameSync(join(folder, "elsewhere"), join(folder, "objects"));
  expect((await getBytes(storage, "kept"))?.toString()).toBe("on the disk");
  await storage.put("another", path, 3);
});

test("a link that stands where an object should is not followed", async () => {
  const folder = newFolder();
  const storage = open(folder);
  await storage.start();
  await putBytes(storage, "linked", Buffer.from("x"));
  const [name] = objectsIn(folder).filter((name) => name.endsWith("linked"));
  const object = join(folder, "objects", name!);
  rmSync(object);
  writeFileSync(join(folder, "elsewhere"), "of somebody else");
  symlinkSync(join(folder, "elsewhere"), object);
  await expect(storage.get("linked")).rejects.toMatchObject({ code: "unavailable", cause: { code: "ELOOP" } });
});

test("an instance called .. keeps its incoming files in the folder too", async () => {
  const folder = newFolder();
  const storage = open(folder, "..");
  await storage.start();
  expect(storage.incoming("upload-1").startsWith(`${folder}/incoming/`)).toBe(true);
  expect(storage.incoming("upload-1")).not.toContain("/../");
});

test("a folder that is none ends the start, with its name and the reason", async () => {
  const folder = newFolder();
  writeFileSync(join(folder, "file"), "");
  const place = join(folder, "file", "files");
  await expect(open(place).start()).rejects.toThrow(`FILES_URL: this process cannot keep files in ${place} (ENOTDIR`);
});

test("a start removes what other instances left long ago, and not what they are at", async () => {
  const folder = newFolder();
  const other = open(folder, "chat-2");
  await other.start();
  const [left, recent] = [other.incoming("upload-1"), other.incoming("upload-2")];
  for (const path of [left, recent]) writeFileSync(path, "abc");
  const ago = (ms: number) => new Date(Date.now() - ms);
  utimesSync(left, ago(incomingLeftMs + 60_000), ago(incomingLeftMs + 60_000));
  utimesSync(recent, ago(incomingLeftMs - 60_000), ago(incomingLeftMs - 60_000));
  await open(folder).start();
  await waitFor(() => expect(existsSync(left)).toBe(false));
  await other.put("goes-on", recent, 3);
});
