import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkOut } from "./check-out.ts";

let repository: string;

beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), "hubbub-repository-"));
  git("init", "--quiet");
  commit("before hubbub", { "package-lock.json": `{"packages":{}}` });
  commit("begin", { "packages/stack/src/index.ts": "export const startStack = 1;" });
  commit("go on", { "packages/stack/src/index.ts": "export const startStack = 2;" });
});

afterEach(() => rmSync(repository, { recursive: true, force: true }));

test("a commit is checked out beside the clone, and nothing of it stays", () => {
  const { name, folder, remove } = checkOut(repository, "HEAD~1", () => undefined);
  expect(name).toMatch(/^[0-9a-f]{7,} begin$/);
  expect(readFileSync(join(folder, "packages/stack/src/index.ts"), "utf8")).toContain("= 1");
  expect(git("worktree", "list").split("\n")).toHaveLength(2);
  remove();
  remove();
  expect(existsSync(join(folder, ".."))).toBe(false);
  expect(git("worktree", "list").split("\n")).toHaveLength(1);
});

test.each([
  ["nothing-like-it", /^BASE must be a commit that this clone has, not "nothing-like-it" \(fatal: /],
  ["--all", /^BASE must be a commit that this clone has, not "--all"/],
  ["HEAD~2", /^BASE=HEAD~2 is too old: it has no packages\/stack\/src\/index\.ts$/],
])("%s is refused with a sentence, and leaves nothing", (revision, sentence) => {
  expect(() => checkOut(repository, revision, () => undefined)).toThrow(sentence);
  expect(git("worktree", "list").split("\n")).toHaveLength(1);
});

function commit(message: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(repository, path, ".."), { recursive: true });
    writeFileSync(join(repository, path), text);
  }
  git("add", ".");
  git("-c", "user.name=someone", "-c", "user.email=someone@example.org", "commit", "--quiet", "--message", message);
}

function git(...command: string[]): string {
  return execFileSync("git", ["-C", repository, ...command], { encoding: "utf8", stdio: "pipe" }).trim();
}
