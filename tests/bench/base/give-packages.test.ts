import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { givePackages } from "./give-packages.ts";

let folder: string | undefined;
afterEach(() => rmSync(folder ?? "", { recursive: true, force: true }));

const workspace = {
  "": { name: "us", dependencies: {} },
  "packages/own": { name: "@us/own", version: "1.0.0" },
  "node_modules/@us/own": { resolved: "packages/own", link: true },
};

test("the same packages are shared; a workspace is the clone's own, whatever else its lock file says of it", () => {
  const { ours, theirs } = clones(
    { ...workspace, ...packages("1.0.0") },
    { ...workspace, "packages/own": { name: "@us/own", version: "0.9.0" }, ...packages("1.0.0") },
  );
  const said: string[] = [];
  givePackages(ours, theirs, (line) => said.push(line));
  const find = (path: string) => realpathSync(join(theirs, "node_modules", path));
  expect(find("@us/own")).toBe(realpathSync(join(theirs, "packages/own")));
  expect(find("@others/thing")).toBe(realpathSync(join(ours, "node_modules/@others/thing")));
  expect(find("@others/thing/node_modules/nested")).toContain(realpathSync(ours));
  expect(() => find("elsewhere")).toThrow("ENOENT");
  expect(said).toEqual([]);
});

test("other packages are installed as the clone's lock file says", () => {
  // Without any, npm needs nobody to ask.
  const { ours, theirs } = clones({ ...workspace, ...packages("1.0.0") }, workspace);
  const said: string[] = [];
  givePackages(ours, theirs, (line) => said.push(line));
  expect(said).toEqual([expect.stringContaining("Installing the packages of BASE's")]);
  expect(realpathSync(join(theirs, "node_modules/@us/own"))).toBe(realpathSync(join(theirs, "packages/own")));
  expect(readFileSync(join(theirs, "node_modules/.package-lock.json"), "utf8")).not.toContain("@others/thing");
});

function packages(version: string) {
  return {
    "node_modules/@others/thing": { version, integrity: `sha512-${version}` },
    "node_modules/@others/thing/node_modules/nested": { version: "3.0.0" },
    "node_modules/elsewhere": { version: "2.0.0", optional: true, os: ["darwin"] },
  };
}

/** Two clones with these lock files; ours has its packages, but for those of another platform. */
function clones(our: object, their: object) {
  folder = mkdtempSync(join(tmpdir(), "hubbub-packages-"));
  const [ours, theirs] = [join(folder, "ours"), join(folder, "theirs")];
  mkdirSync(join(ours, "node_modules/@others/thing/node_modules/nested"), { recursive: true });
  for (const [clone, packages] of [
    [ours, our],
    [theirs, their],
  ] as const) {
    mkdirSync(join(clone, "packages/own"), { recursive: true });
    const manifest = { name: "us", workspaces: ["packages/*"] };
    writeFileSync(join(clone, "package.json"), JSON.stringify(manifest));
    writeFileSync(join(clone, "packages/own/package.json"), JSON.stringify({ name: "@us/own", version: "1.0.0" }));
    const lock = { name: "us", lockfileVersion: 3, requires: true, packages: { ...packages, "": manifest } };
    writeFileSync(join(clone, "package-lock.json"), JSON.stringify(lock));
  }
  return { ours, theirs };
}
