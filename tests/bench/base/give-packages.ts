import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";

/** What is read of package-lock.json. Keys are folders below the repository. */
interface Lock {
  readonly packages: Readonly<Record<string, Locked>>;
}

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  /** One of the repository's own workspaces, whose folder is `resolved`. */
  readonly link?: boolean;
  readonly resolved?: string;
}

/** Characters. */
const maxComplaint = 500;

/**
 * Gives the clone in `to` the packages of its own lock file: those installed in `from`, where both lock files name the same
 * ones, else by `npm ci`. The workspaces are its own either way.
 */
export function givePackages(from: string, to: string, report: (line: string) => void): void {
  const lock = readLock(to);
  if (!namesTheSame(readLock(from), lock)) {
    report("Installing the packages of BASE's package-lock.json …");
    installPackages(to);
    return;
  }
  for (const [path, { link, resolved }] of Object.entries(lock.packages)) {
    if (!isTopmost(path)) continue;
    const target = link === true ? join(to, resolved!) : join(from, path);
    // Optional, and of another platform.
    if (!existsSync(target)) continue;
    mkdirSync(dirname(join(to, path)), { recursive: true });
    symlinkSync(target, join(to, path));
  }
}

function installPackages(folder: string): void {
  const command = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
  try {
    execFileSync("npm", command, { cwd: folder, encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    // npm begins with what went wrong, and goes on with its manual.
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).slice(0, maxComplaint) : "";
    throw new Error(`npm ci does not install what BASE's package-lock.json says: ${said.trim()}`, { cause: error });
  }
}

/** In a `node_modules` of the repository or of a workspace: what lies in a package comes with it. */
function isTopmost(path: string): boolean {
  return path.split("node_modules/").length === 2;
}

/** The same versions in the same places; what else lock files say does not change what is installed. */
function namesTheSame(one: Lock, other: Lock): boolean {
  const [ours, theirs] = [thirdParties(one), thirdParties(other)];
  return ours.size === theirs.size && [...ours].every(([path, version]) => theirs.get(path) === version);
}

function thirdParties({ packages }: Lock): Map<string, string> {
  const others = Object.entries(packages).filter(([path, { link }]) => path.includes("node_modules/") && link !== true);
  return new Map(others.map(([path, { version, integrity }]) => [path, `${version} ${integrity}`]));
}

function readLock(folder: string): Lock {
  return JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8")) as Lock;
}
