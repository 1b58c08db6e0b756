import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, type TestContext } from "vitest";
import { isolation } from "../processes/isolation.ts";
import { partUsers } from "../processes/part-users.ts";
import { type Layout, makeLayout } from "./layout.ts";

test("what root keeps for its parts is root's, and theirs to read alone", (context) => {
  needsRoot(context);
  const { nginx, redis } = makeLayout(dataFolder());
  const rightsOf = (path: string) => {
    const { uid, gid, mode } = statSync(path);
    return { uid, gid, mode: mode & 0o777 };
  };
  expect(rightsOf(nginx)).toEqual({ uid: 0, gid: partUsers.edge, mode: 0o750 });
  expect(rightsOf(redis)).toEqual({ uid: 0, gid: partUsers.redis, mode: 0o750 });
});

test("a database that could not stay in the data folder is moved once, and found again where mounts are allowed", (context) => {
  needsRoot(context);
  const data = dataFolder();
  makeDatabase(join(data, "postgres"));
  const moved = layoutWithoutMounts(data);
  expect(moved.postgres).toBe(join(elsewhere(data), "postgres"));
  expect(readFileSync(join(moved.postgres, "PG_VERSION"), "utf8")).toBe("18\n");
  expect(existsSync(join(data, "postgres"))).toBe(false);
  expect(layoutWithoutMounts(data)).toEqual(moved);
  expect(makeLayout(data)).toEqual(moved);
});

test("where both have a database, each way of running keeps its own", (context) => {
  needsRoot(context);
  const data = dataFolder();
  for (const folder of [data, elsewhere(data)]) makeDatabase(join(folder, "postgres"));
  expect(makeLayout(data).postgres).toBe(join(data, "postgres"));
  expect(layoutWithoutMounts(data).postgres).toBe(join(elsewhere(data), "postgres"));
});

function layoutWithoutMounts(data: string): Layout {
  const module = JSON.stringify(join(import.meta.dirname, "layout.ts"));
  const script = `import(${module}).then((it) => console.log(JSON.stringify(it.makeLayout(process.argv[1]))))`;
  const node = [process.execPath, "--disable-warning=ExperimentalWarning", "-e", script, data];
  const { stdout, stderr } = spawnSync("setpriv", ["--bounding-set=-sys_admin", ...node], { encoding: "utf8" });
  expect(stderr).toBe("");
  return JSON.parse(stdout) as Layout;
}

function needsRoot(context: TestContext): void {
  context.skip(isolation() !== "mounts", "only root may mount, and not on every machine");
}

function makeDatabase(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "PG_VERSION"), "18\n");
}

function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "hubbub-layout-"));
  onTestFinished(() => {
    for (const path of [folder, elsewhere(folder)]) rmSync(path, { recursive: true, force: true });
  });
  return folder;
}

/** By the name that every release knows it by. */
function elsewhere(data: string): string {
  return join("/var/lib/hubbub", createHash("sha256").update(data).digest("hex").slice(0, 16));
}
