import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { folders } from "../folders.ts";

const sources = join(import.meta.dirname, "src");

/** Compiles the load generator and answers with its path. Throws an error that names what is missing. */
export function compileGenerator(): string {
  mkdirSync(folders.binary, { recursive: true });
  const binary = join(folders.binary, "generator");
  const fresh = `${binary}.${process.pid}`;
  const files = readdirSync(sources).filter((name) => name.endsWith(".c"));
  try {
    execFileSync("cc", ["-std=gnu11", "-D_GNU_SOURCE", "-O2", "-Wall", "-Wextra", "-o", fresh, ...files, "-lm"], {
      cwd: sources,
      stdio: "pipe",
      encoding: "utf8",
    });
  } catch (error) {
    throw new Error(whyNot(error), { cause: error });
  }
  renameSync(fresh, binary);
  return binary;
}

function whyNot(error: unknown): string {
  const { code, stderr } = error as { code?: string; stderr?: string };
  if (code === "ENOENT")
    return "the benchmark's load generator is written in C, and this machine has no cc: install gcc";
  return `the load generator does not compile (gcc and libc6-dev are needed):\n${stderr ?? String(error)}`;
}
