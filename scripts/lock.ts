/**
 * `npm run lock`: brings package-lock.json up to date and completes it for platforms other than this one.
 *
 * npm leaves an optional package that the registry at hand does not serve out of the lock file, and `npm ci` (npm ≥ 11)
 * then refuses that file. A stub with version, os and cpu is all that npm needs to skip the package where it does not
 * fit; where it does fit, npm resolves it by name and version.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

interface LockedPackage {
  version?: string;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

const lockFile = new URL("../package-lock.json", import.meta.url);

const installed = spawnSync("npm", ["install", "--package-lock-only", "--ignore-scripts"], { stdio: "inherit" });
if (installed.status !== 0) throw new Error("npm install --package-lock-only failed");

const lock = JSON.parse(readFileSync(lockFile, "utf8")) as { packages: Record<string, LockedPackage> };
const added = addStubs(lock.packages);
lock.packages = Object.fromEntries(Object.entries(lock.packages).toSorted(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(lockFile, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`package-lock.json: ${added} optional packages of other platforms added`);

function addStubs(packages: Record<string, LockedPackage>): number {
  let added = 0;
  for (const locked of Object.values({ ...packages })) {
    for (const [name, range] of Object.entries(locked.optionalDependencies ?? {})) {
      const path = `node_modules/${name}`;
      if (packages[path] !== undefined) continue;
      packages[path] = { version: range.replace(/^[~^]/, ""), ...platformOf(name), optional: true };
      added += 1;
    }
  }
  return added;
}

/** The platform that a package such as `@oxlint/binding-linux-x64-musl` or `@uwsjs/darwin-arm64-22` is for. */
function platformOf(name: string): Pick<LockedPackage, "os" | "cpu" | "libc"> {
  if (name === "fsevents") return { os: ["darwin"] };
  if (name.includes("wasm32")) return { cpu: ["wasm32"] };
  const [, os, cpu] =
    /(android|darwin|freebsd|linux|openharmony|win32|windows|sunos|aix|netbsd|openbsd)-(arm64|armv7|armv6|arm|x64|ia32|ppc64|riscv64|s390x|loong64|mips64el)/.exec(
      name,
    ) ?? [];
  if (os === undefined || cpu === undefined)
    throw new Error(`cannot tell the platform of the optional package ${name}`);
  return {
    os: [os === "windows" ? "win32" : os],
    cpu: [cpu.startsWith("armv") ? "arm" : cpu],
    ...(name.includes("musl") ? { libc: ["musl"] } : {}),
  };
}
