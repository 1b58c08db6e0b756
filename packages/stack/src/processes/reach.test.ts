import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { coversOver } from "./reach.ts";

test("what lies below closed folders is opened in each of them, the outer one first, and once", () => {
  const folder = emptyFolder();
  const clone = makeFolder(join(folder, "home/clone"), 0o755);
  const parts = ["redis", "nginx"].map((name) => makeFolder(join(clone, "data", name), 0o750));
  for (const closed of ["home", "home/clone/data"]) chmodSync(join(folder, closed), 0o700);
  expect(covers(folder, [...parts, clone])).toEqual([
    { folder: join(folder, "home"), opened: [clone] },
    { folder: join(clone, "data"), opened: parts.toSorted() },
  ]);
  expect(covers(folder, parts)[0]).toEqual({ folder: join(folder, "home"), opened: [join(clone, "data")] });
});

test("nothing is in the way of what everybody gets to, and what is not there counts for nothing", () => {
  const folder = emptyFolder();
  makeFolder(join(folder, "open"), 0o711);
  expect(covers(folder, [join(folder, "open"), join(folder, "missing")])).toEqual([]);
});

test("a link is opened where it leads", () => {
  const folder = emptyFolder();
  const own = makeFolder(join(folder, "closed/own"), 0o755);
  chmodSync(join(folder, "closed"), 0o700);
  symlinkSync(join(folder, "closed"), join(folder, "link"));
  expect(covers(folder, [join(folder, "link/own")])).toEqual([{ folder: join(folder, "closed"), opened: [own] }]);
});

/** Without those of the folders that tests lie in. */
function covers(folder: string, paths: readonly string[]) {
  return coversOver(paths, "edge").filter((cover) => cover.folder.startsWith(`${folder}/`));
}

function makeFolder(path: string, mode: number): string {
  mkdirSync(path, { recursive: true });
  chmodSync(path, mode);
  return path;
}

function emptyFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "hubbub-reach-")));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}
