import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { findK6 } from "./runner/find-k6.ts";
import { findTarget, type Target } from "./runner/find-target.ts";
import { scenarios } from "./runner/scenarios.ts";

// make loadtest: node loadtest/run.ts [scenario] [options of k6 run …]

const root = join(import.meta.dirname, "..");
const { env } = process;
const [name = "smoke", ...k6Options] = process.argv.slice(2);
const abort = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => abort.abort());

try {
  process.exitCode = name === "--help" || name === "-h" ? help() : await run(name);
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function help(): number {
  const list = Object.entries(scenarios).map(([one, { about }]) => `  ${one.padEnd(16)} ${about}`);
  report(`make loadtest SCENARIO=name, or node loadtest/run.ts name [options of k6 run]\n\n${list.join("\n")}`);
  report("\nSettings (DURATION, USERS, MAX_CONNECTIONS, …): loadtest/README.md");
  return 0;
}

async function run(scenario: string): Promise<number> {
  const known = scenarios[scenario];
  if (known === undefined) {
    throw new Error(`There is no load test "${scenario}": ${Object.keys(scenarios).join(", ")}.`);
  }
  const k6 = findK6({ root, env, report });
  const target = await findTarget({ root, env, abort: abort.signal, report });
  try {
    return abort.signal.aborted ? 130 : await runK6(k6, target, { scenario, duration: known.duration ?? "1m" });
  } finally {
    await target.stop();
  }
}

/** In a process group of its own: Ctrl-C must end k6 first and the system that it tests after it. */
async function runK6(
  k6: string,
  { url, prometheusUrl }: Target,
  { scenario, duration }: { readonly scenario: string; readonly duration: string },
): Promise<number> {
  const page = resolve(root, env["REPORT"] || join(".hubbub", "loadtest", `${scenario}.html`));
  mkdirSync(dirname(page), { recursive: true });
  const given = { BASE_URL: url, REPORT: page, DEFAULT_DURATION: duration };
  const settings = Object.entries(given).flatMap(([variable, value]) => ["-e", `${variable}=${value}`]);
  const outputs = prometheusUrl === undefined ? [] : ["--out", "experimental-prometheus-rw"];
  const script = join(import.meta.dirname, `${scenario}.ts`);
  const child = spawn(k6, ["run", "--quiet", ...settings, ...outputs, ...k6Options, script], {
    stdio: "inherit",
    detached: true,
    env: {
      ...env,
      K6_NO_USAGE_REPORT: "true",
      K6_PROMETHEUS_RW_SERVER_URL: `${prometheusUrl}/api/v1/write`,
      K6_PROMETHEUS_RW_TREND_STATS: "p(50),p(95),p(99)",
    },
  });
  const end = () => child.kill("SIGINT");
  abort.signal.addEventListener("abort", end);
  if (abort.signal.aborted) end();
  const [code] = (await once(child, "exit")) as [number | null];
  report(`  The report: ${page}`);
  return code ?? 1;
}

function report(line: string): void {
  process.stdout.write(`${line}\n`);
}
