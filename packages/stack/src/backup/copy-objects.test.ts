import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { copyObjects } from "./copy-objects.ts";
import { writeManifest } from "./manifest.ts";

const folder = mkdtempSync(join(tmpdir(), "hubbub-objects-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const [objects, backups] = [join(folder, "files/objects"), join(folder, "backups")];
beforeEach(() => {
  for (const path of [objects, backups]) rmSync(path, { recursive: true, force: true });
  for (const path of [join(objects, "ab"), backups]) mkdirSync(path, { recursive: true });
  writeFileSync(join(objects, "storage-id"), "ours");
  for (const name of ["1", "2", "3"]) writeFileSync(join(objects, "ab", name), `object ${name}`);
});

const begin = (name: string, step: () => void = () => undefined) => {
  const backup = join(backups, name);
  mkdirSync(backup);
  return { backup, progress: { begin: () => undefined, step } };
};

async function backUp(name: string, { storageId }: { storageId: string | undefined } = { storageId: "ours" }) {
  const { backup, progress } = begin(name);
  const copied = await copyObjects({ objects, storageId, backup, progress });
  const { folders, files } = copied;
  const written = { format: 1, takenAt: "", hubbub: "", postgres: "", objects: "here", folders, files } as const;
  writeManifest(backup, written);
  return { ...copied, backup };
}

test("what an earlier backup has takes no more room", async () => {
  const first = await backUp("1");
  writeFileSync(join(objects, "ab", "4"), "object 4");
  const second = await backUp("2");
  expect(first.folders).toEqual(["objects", "objects/ab"]);
  expect(second.files.slice(0, 3)).toEqual(first.files.slice(0, 3));
  expect({ linked: second.linked, damaged: second.damaged }).toEqual({ linked: 4, damaged: [] });
  expect(statSync(join(second.backup, "objects/ab/1")).nlink).toBe(2);
  expect(readFileSync(join(second.backup, "objects/ab/4"), "utf8")).toBe("object 4");
  expect(statSync(join(second.backup, "objects/ab/4")).nlink).toBe(1);
});

test("what is damaged in the earlier backup is named, and copied anew", async () => {
  const { backup: earlier } = await backUp("1");
  writeFileSync(join(earlier, "objects/ab/2"), "objecT 2");
  const { backup, files, damaged, linked } = await backUp("2");
  expect({ damaged, linked }).toEqual({ damaged: ["1/objects/ab/2"], linked: 3 });
  expect(readFileSync(join(backup, "objects/ab/2"), "utf8")).toBe("object 2");
  expect((await backUp("3")).files).toEqual(files);
});

test("a folder that is not there is no folder without files", async () => {
  rmSync(objects, { recursive: true });
  await expect(backUp("1")).rejects.toThrow(`files are kept in ${objects}, which is not there: is the disk mounted?`);
});

test.each([
  ["other", "another's"],
  ["none", undefined],
])("a folder that is not the one of the database is refused: %s", async (name, says) => {
  rmSync(join(objects, "storage-id"));
  if (says !== undefined) writeFileSync(join(objects, "storage-id"), says);
  await expect(backUp(name)).rejects.toThrow("is not what the chat database says (ours): is the disk mounted?");
  // By a release that noted nothing there is nothing to compare.
  expect((await backUp(`${name} of earlier`, { storageId: undefined })).files).not.toEqual([]);
});

test("an object that is deleted meanwhile is left out", async () => {
  const { backup, progress } = begin("1", () => rmSync(join(objects, "ab/2"), { force: true }));
  const { files } = await copyObjects({ objects, storageId: "ours", backup, progress });
  expect(files.map(({ path }) => path)).toEqual(["objects/ab/1", "objects/ab/3", "objects/storage-id"]);
});

test.each([
  ["all is gone", () => undefined],
  ["another is there", () => mkdirSync(objects)],
])("a disk that goes meanwhile ends it: %s", async (what, instead) => {
  const { backup, progress } = begin(what, () => {
    if (!existsSync(join(objects, "ab/2"))) return;
    renameSync(objects, join(folder, what));
    instead();
  });
  await expect(copyObjects({ objects, storageId: "ours", backup, progress })).rejects.toThrow("is the disk mounted?");
});
