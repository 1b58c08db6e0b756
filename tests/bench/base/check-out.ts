import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { givePackages } from "./give-packages.ts";
import { stackIndex } from "./stack-of.ts";

export interface CheckedOut {
  /** The commit's short hash and subject. */
  readonly name: string;
  readonly folder: string;
  /** Safe to call again. */
  readonly remove: () => void;
}

/**
 * A worktree of an earlier commit, with the packages of its lock file, in a temporary folder. Synchronous, so that
 * whoever is told to end meanwhile still gets to remove it.
 */
export function checkOut(repository: string, revision: string, report: (line: string) => void): CheckedOut {
  const commit = resolve(repository, revision);
  const parent = mkdtempSync(join(tmpdir(), "hubbub-base-"));
  // What does not run as root reads from it too.
  chmodSync(parent, 0o755);
  const folder = join(parent, "hubbub");
  const remove = () => {
    if (existsSync(folder)) git(repository, "worktree", "remove", "--force", folder);
    rmSync(parent, { recursive: true, force: true });
  };
  try {
    git(repository, "worktree", "add", "--quiet", "--detach", folder, commit);
    if (!existsSync(join(folder, stackIndex))) throw new Error(`BASE=${revision} is too old: it has no ${stackIndex}`);
    givePackages(repository, folder, report);
    return { name: git(repository, "show", "--no-patch", "--format=%h %s", commit), folder, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function resolve(repository: string, revision: string): string {
  try {
    return git(repository, "rev-parse", "--verify", "--end-of-options", `${revision}^{commit}`);
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : String(error);
    throw new Error(`BASE must be a commit that this clone has, not "${revision}" (${said})`, { cause: error });
  }
}

function git(repository: string, ...command: string[]): string {
  return execFileSync("git", ["-C", repository, ...command], { encoding: "utf8", stdio: "pipe" }).trim();
}
