import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { sumFile } from "./copy-file.ts";
import type { Manifest } from "./manifest.ts";
import { verify } from "./verify.ts";

const backup = mkdtempSync(join(tmpdir(), "hubbub-verify-"));
afterAll(() => rmSync(backup, { recursive: true, force: true }));
const damage = (path: string) => writeFileSync(join(backup, path), "damaged");
const paths = ["postgres/PG_VERSION", "objects/ab/1", "objects/ab/2", "secrets.json"];
let manifest: Manifest;
beforeEach(async () => {
  for (const path of paths) mkdirSync(dirname(join(backup, path)), { recursive: true });
  for (const path of paths) writeFileSync(join(backup, path), path);
  const files = await Promise.all(paths.map(async (path) => ({ path, ...(await sumFile(join(backup, path))) })));
  manifest = { format: 1, takenAt: "", hubbub: "", postgres: "18.4", objects: "here", folders: [], files };
});

const said: string[] = [];
const check = async (damagedFiles: "refuse" | "skip") => {
  said.length = 0;
  const progress = { begin: () => undefined, step: () => undefined };
  const whole = await verify({ backup, manifest, damagedFiles, progress, report: (line) => said.push(line) });
  return whole.map(({ path }) => path);
};

test("what is what it was is all of it", async () => {
  expect(await check("refuse")).toEqual(paths);
});

test("files that people sent are left out where that is said, each by its name", async () => {
  damage("objects/ab/1");
  rmSync(join(backup, "objects/ab/2"));
  await expect(check("refuse")).rejects.toThrow(
    /^the backup is damaged:\n {2}objects\/ab\/1 is not what it was\n {2}ENOENT.*\n.*: DAMAGED=skip restores all but those$/,
  );
  expect(await check("skip")).toEqual(["postgres/PG_VERSION", "secrets.json"]);
  expect(said).toEqual(["left out: objects/ab/1 is not what it was", expect.stringContaining("objects/ab/2")]);
});

test.each(["postgres/PG_VERSION", "secrets.json"])("damage in %s is never left out", async (path) => {
  for (const each of [path, "objects/ab/1"]) damage(each);
  const refused = `the backup is damaged:\n  ${path} is not what it was\n  objects/ab/1 is not what it was`;
  for (const how of ["refuse", "skip"] as const) await expect(check(how)).rejects.toThrow(new Error(refused));
});
