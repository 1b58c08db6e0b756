import { spawn } from "node:child_process";
import { join } from "node:path";
import { dieWithParent } from "./processes/die-with-parent.ts";
import { repositoryRoot } from "./stack/layout.ts";
import { readEnvironment } from "./stack/read-environment.ts";
import { readStackSettings, type StackSettings } from "./stack/settings.ts";
import { type RunningStack, startStack } from "./stack/start-stack.ts";
import { readyNotice } from "./stack/ready-notice.ts";

// The reader of our output may be gone; that is no reason to stop.
process.stdout.on("error", () => undefined);
process.stderr.on("error", () => undefined);

const abort = new AbortController();
const hurry = new AbortController();
let running: RunningStack | undefined;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);

try {
  const settings = readSettings();
  if (settings !== undefined) {
    if (settings.serviceEnv["RATE_LIMITS"] === "off") say("warning: RATE_LIMITS=off, nobody is held back");
    running = await startStack({ settings, report: say, abort: abort.signal, hurry: hurry.signal });
    say(readyNotice(running, process.stdout.isTTY));
    if (settings.showsLogs ?? process.stdout.isTTY) showLogs();
  }
} catch (error) {
  if (!abort.signal.aborted) fail(error);
  else say("stopped");
}

function readSettings(): StackSettings | undefined {
  try {
    return readStackSettings(readEnvironment(process.env, repositoryRoot), repositoryRoot);
  } catch (error) {
    fail(error);
    return undefined;
  }
}

/** In a process of its own: a terminal that is held, or a reader that stopped reading, must not hold up the launcher. */
function showLogs(): void {
  const main = join(import.meta.dirname, "logs.ts");
  const node = [process.execPath, "--disable-warning=ExperimentalWarning", main, "--beside-up"];
  const [command = "", ...args] = dieWithParent(node, "TERM");
  spawn(command, args, { stdio: ["ignore", "inherit", "inherit"] })
    .on("error", () => undefined)
    .unref();
}

/** Once: everything is stopped in order. Again: at once. */
function stop(): void {
  if (abort.signal.aborted) {
    hurry.abort();
    return;
  }
  say("stopping …");
  abort.abort();
  void running?.stop().then(() => say("stopped"));
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function fail(error: unknown): void {
  process.stderr.write(`\nhubbub cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
