import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { assertNotRestoring, isRestoring } from "../stack/restoring-file.ts";
import { giveNames } from "./give-names.ts";

const dataFolder = mkdtempSync(join(tmpdir(), "hubbub-names-"));
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));
const inData = (name: string) => join(dataFolder, name);
const read = (name: string) => readFileSync(inData(name), "utf8");
const give = (time: string) => {
  const copies = ["objects", "postgres"].map((name) => ({
    copy: inData(`${name}.restored-${time}`),
    target: inData(name),
  }));
  giveNames({ dataFolder, backup: "/backup", copies, asideSuffix: `.before-${time}`, report: () => undefined });
};

test("nothing is started between two names, and whoever restores again gets to the end", () => {
  for (const name of ["objects", "postgres"]) writeFileSync(inData(name), `${name} of before`);
  writeFileSync(inData("objects.restored-1"), "objects");
  // As one that is killed once the databases are put aside.
  expect(() => give("1")).toThrow("ENOENT");
  expect(read("objects")).toBe("objects");
  expect(() => assertNotRestoring(dataFolder)).toThrow("a restore did not end: run make restore again");

  for (const name of ["objects", "postgres"]) writeFileSync(inData(`${name}.restored-2`), name);
  give("2");
  expect(() => assertNotRestoring(dataFolder)).not.toThrow();
  expect(["objects", "postgres"].map(read)).toEqual(["objects", "postgres"]);
  expect(["objects.before-1", "postgres.before-1"].map(read)).toEqual(["objects of before", "postgres of before"]);
  expect(isRestoring(dataFolder)).toBe(false);
});
