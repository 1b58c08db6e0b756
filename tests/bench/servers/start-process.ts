import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

export interface StartedProcess {
  readonly pid: number;
  stop(): Promise<void>;
}

const patienceMs = 15_000;
const stopPatienceMs = 5_000;

/** Starts a server that ends with this process, and waits until it listens on 127.0.0.1. */
export async function startProcess(commandLine: readonly string[], port: number): Promise<StartedProcess> {
  const child = spawn("setpriv", ["--pdeathsig", "TERM", "--", ...commandLine], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complaints = (complaints + text).slice(-2_000)));
  const giveUpAt = Date.now() + patienceMs;
  while (!(await listens(port))) {
    if (child.exitCode !== null || Date.now() > giveUpAt || child.pid === undefined) {
      child.kill("SIGKILL");
      throw new Error(`${commandLine.join(" ")} does not listen: ${complaints}`);
    }
    await pause(20);
  }
  return { pid: child.pid!, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  const hurry = setTimeout(() => child.kill("SIGKILL"), stopPatienceMs);
  await exited;
  clearTimeout(hurry);
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
