import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { makeUnfinished } from "./unfinished.ts";

const backups = mkdtempSync(join(tmpdir(), "hubbub-unfinished-"));
afterAll(() => rmSync(backups, { recursive: true, force: true }));

test("what was cut short long ago goes when the next backup is made, and nothing else does", () => {
  const [old, young] = ["2026-12-01T16-02-03Z.unfinished", "2026-12-01T16-02-04Z.unfinished"];
  const others = ["2026-12-01T16-02-05Z", "somebody's.unfinished"];
  for (const name of [old, young, ...others]) mkdirSync(join(backups, name, "postgres"), { recursive: true });
  for (const name of [old, ...others]) utimesSync(join(backups, name), 1, 1);
  const next = makeUnfinished(backups, "2026-12-03T16-02-03Z");
  next.end();
  expect(readdirSync(backups).toSorted()).toEqual([young, ...others].toSorted());
});

test("one that ends without its name goes, and one that has it stays", () => {
  const [failed, made] = [makeUnfinished(backups, "failed"), makeUnfinished(backups, "made")];
  renameSync(made.folder, join(backups, "made"));
  for (const backup of [failed, made]) backup.end();
  expect(existsSync(failed.folder)).toBe(false);
  expect(existsSync(join(backups, "made"))).toBe(true);
});
