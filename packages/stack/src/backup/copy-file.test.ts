import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openSource, sumFile } from "./copy-file.ts";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "hubbub-copy-")));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const [secret, part] = [join(folder, "secret"), join(folder, "part")];
writeFileSync(secret, "root's alone");
mkdirSync(part);
mkdirSync(join(folder, "copies"));

const copies = { made: 0 };
const copy = async (name: string, from = part) => {
  const to = join(folder, "copies", String((copies.made += 1)));
  return { to, sum: await (await openSource(from)).copy(name, to) };
};

test("a copy is its owner's alone, and what it says of itself is so", async () => {
  const text = "x".repeat(3_000_000);
  writeFileSync(join(part, "large"), text, { mode: 0o644 });
  const { to, sum } = await copy("large");
  expect(readFileSync(to, "utf8")).toBe(text);
  expect(statSync(to).mode & 0o777).toBe(0o600);
  expect(sum).toEqual(await sumFile(to));
  expect(sum.sha256).toBe(createHash("sha256").update(text).digest("hex"));
});

test("a folder may be another's by a link to it, as where the data folder is on a disk of its own", async () => {
  writeFileSync(join(part, "kept"), "kept");
  symlinkSync(part, join(folder, "by-link"));
  const { to } = await copy("kept", join(folder, "by-link"));
  expect(readFileSync(to, "utf8")).toBe("kept");
});

test("no link that a part left leads out of its folder", async () => {
  symlinkSync(secret, join(part, "link"));
  symlinkSync(folder, join(part, "folder"));
  await expect(copy("link")).rejects.toMatchObject({ code: "ELOOP" });
  await expect(copy("folder/secret")).rejects.toThrow("is no file of its own");
  await expect(copy("../secret")).rejects.toThrow("is no file of its own");
  await expect((await openSource(part)).readText("folder/secret")).rejects.toThrow("is no file of its own");
});

test("a pipe is not waited for", async () => {
  execFileSync("mkfifo", [join(part, "pipe")]);
  await expect(copy("pipe")).rejects.toThrow("is no file of its own");
});

test("what is there is not written over", async () => {
  writeFileSync(join(part, "small"), "new");
  linkSync(secret, join(folder, "copies", String(copies.made + 1)));
  await expect(copy("small")).rejects.toMatchObject({ code: "EEXIST" });
  expect(readFileSync(secret, "utf8")).toBe("root's alone");
});
