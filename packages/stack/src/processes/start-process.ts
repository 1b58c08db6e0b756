import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { groupIsEmpty } from "./group-is-empty.ts";

export interface ProcessOptions {
  /** The whole environment of the process; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Where its standard output and error go: an open file, or a function that gets the chunks. */
  readonly output: number | ((chunk: Buffer) => void);
}

/** A running child in a process group of its own. */
export interface RunningProcess {
  readonly pid: number;
  /** Resolves when the process has ended: `code 1`, `signal SIGKILL`, or why it could not be started. Never rejects. */
  readonly ended: Promise<string>;
  hasEnded(): boolean;
  /** Whether nobody is left in the group. */
  groupIsEmpty(): boolean;
  /** Signals the whole group; that nobody is left in it is no error. */
  signal(name: NodeJS.Signals): void;
  /** Asks with `signal`, after `graceMs` insists with `lastSignal`, and five seconds later ends the group by SIGKILL. */
  stop(signal: NodeJS.Signals, graceMs: number, lastSignal?: NodeJS.Signals): Promise<void>;
}

export function startProcess(commandLine: readonly string[], options: ProcessOptions): RunningProcess {
  const [command = "", ...args] = commandLine;
  const { env, cwd, output } = options;
  const sink = typeof output === "number" ? output : "pipe";
  const child = spawn(command, args, {
    env: { ...env },
    stdio: ["ignore", sink, sink],
    detached: true,
    ...(cwd === undefined ? {} : { cwd }),
  });
  if (typeof output === "function") for (const stream of [child.stdout, child.stderr]) stream?.on("data", output);

  const pid = child.pid ?? 0;
  const ended = endOf(child);
  let over = false;
  void ended.then(() => (over = true));

  return {
    pid,
    ended,
    hasEnded: () => over,
    groupIsEmpty: () => groupIsEmpty(pid),
    signal: (name) => signalGroup(pid, name),
    async stop(signal, graceMs, lastSignal = "SIGKILL") {
      signalGroup(pid, signal);
      const insist = setTimeout(() => signalGroup(pid, lastSignal), graceMs);
      const end = setTimeout(() => signalGroup(pid, "SIGKILL"), graceMs + 5_000);
      await ended;
      clearTimeout(insist);
      clearTimeout(end);
      signalGroup(pid, "SIGKILL");
    },
  };
}

async function endOf(child: ChildProcess): Promise<string> {
  try {
    const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
    return signal === null ? `code ${code}` : `signal ${signal}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function signalGroup(pid: number, name: NodeJS.Signals): void {
  // kill(-0) and kill(-1) would reach our own group, or everybody.
  if (pid <= 1) return;
  try {
    process.kill(-pid, name);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
