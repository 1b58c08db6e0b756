import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { findK6 } from "./runner/find-k6.ts";
import { findTarget } from "./runner/find-target.ts";

// make loadtest: node loadtest/run.ts [smoke | ramp] [options of k6 run …]

const root = join(import.meta.dirname, "..");
const { env } = process;
const [script = "smoke", ...k6Options] = process.argv.slice(2);
const abort = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => abort.abort());

try {
  if (script !== "smoke" && script !== "ramp") throw new Error(`There is no load test "${script}": smoke or ramp.`);
  const k6 = findK6({ root, env, report });
  const target = await findTarget({ root, env, abort: abort.signal, report });
  try {
    process.exitCode = abort.signal.aborted ? 130 : await runK6(k6, target.url);
  } finally {
    await target.stop();
  }
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

/** In a process group of its own: Ctrl-C must end k6 first and the system that it tests after it. */
async function runK6(k6: string, url: string): Promise<number> {
  const command = ["run", "--quiet", "-e", `BASE_URL=${url}`, ...k6Options, join(import.meta.dirname, `${script}.ts`)];
  const child = spawn(k6, command, {
    stdio: "inherit",
    detached: true,
    env: { ...env, K6_NO_USAGE_REPORT: "true" },
  });
  const end = () => child.kill("SIGINT");
  abort.signal.addEventListener("abort", end);
  if (abort.signal.aborted) end();
  const [code] = (await once(child, "exit")) as [number | null];
  return code ?? 1;
}

function report(line: string): void {
  process.stdout.write(`${line}\n`);
}
