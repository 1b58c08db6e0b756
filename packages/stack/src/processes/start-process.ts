import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";

export interface ProcessOptions {
  /** The whole environment of the process; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Gets whatever the process prints to its standard output and error. */
  readonly onOutput?: (chunk: Buffer) => void;
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
  /** Asks with `signal`, and after `graceMs` ends the group with SIGKILL. */
  stop(signal: NodeJS.Signals, graceMs: number): Promise<void>;
}

export function startProcess(commandLine: readonly string[], options: ProcessOptions): RunningProcess {
  const [command = "", ...args] = commandLine;
  const child = spawn(command, args, {
    env: { ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
  // The pipes are read even when nobody listens: a full one would stall the child.
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => options.onOutput?.(chunk));

  const pid = child.pid ?? 0;
  const ended = endOf(child);
  let over = false;
  void ended.then(() => (over = true));

  return {
    pid,
    ended,
    hasEnded: () => over,
    groupIsEmpty: () => !signalGroup(pid, 0),
    signal: (name) => signalGroup(pid, name),
    async stop(signal, graceMs) {
      signalGroup(pid, signal);
      const deadline = setTimeout(() => signalGroup(pid, "SIGKILL"), graceMs);
      await ended;
      clearTimeout(deadline);
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

function signalGroup(pid: number, name: NodeJS.Signals | 0): boolean {
  // kill(-0) and kill(-1) would reach our own group, or everybody.
  if (pid <= 1) return false;
  try {
    return process.kill(-pid, name);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ESRCH") return false;
    throw error;
  }
}
