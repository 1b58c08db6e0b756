import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { makeFolder } from "./make-folder.ts";

test("makes what is missing, closed to others, and leaves what is there", () => {
  const folder = emptyFolder();
  makeFolder(join(folder, "a/b/c"), 0o700);
  makeFolder(join(folder, "a/b/c"), 0o700);
  expect(statSync(join(folder, "a/b/c")).mode & 0o777).toBe(0o700);
});

test("a file in the way is an error", () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, "file"), "");
  expect(() => makeFolder(join(folder, "file"), 0o700)).toThrow(/EEXIST/);
  expect(() => makeFolder(join(folder, "file/a"), 0o700)).toThrow(/EEXIST|ENOTDIR/);
});

test("a data folder that no kernel would make is an error of make up, not a wait without end", () => {
  const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, "../up.ts")], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"], HUBBUB_DATA: "/proc/hubbub/data" },
    timeout: 20_000,
  });
  expect(stderr).toContain(
    'HUBBUB_DATA must be a folder that can be made or written to, not "/proc/hubbub/data": ENOENT',
  );
  expect(status).toBe(1);
});

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "hubbub-folder-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}
