import { spawn } from "node:child_process";
import { once } from "node:events";
import { freePort } from "../processes/free-port.ts";
import { waitFor } from "./wait-for.ts";

export interface RunningService {
  readonly http: string;
  /** host:port */
  readonly grpc: string;
  readonly ops: string;
  /** What it logged, a line each. */
  readonly lines: readonly string[];
  /** With SIGKILL if not given; resolves with the exit code once it is gone. */
  stop(signal?: "SIGTERM" | "SIGKILL"): Promise<number | null>;
}

/** Kept of what a service logs. */
const maxLines = 5_000;

/** Runs a service as a process of its own, which ends with this one; resolves once it is ready. */
export async function startService(
  app: "chat-service" | "user-service",
  env: Readonly<Record<string, string>>,
  nodeArgs: readonly string[] = [],
): Promise<RunningService> {
  const [http, grpc, ops] = [await freePort(), await freePort(), await freePort()];
  const ports = { HTTP_PORT: String(http), GRPC_PORT: String(grpc), OPS_PORT: String(ops) };
  const main = ["--disable-warning=ExperimentalWarning", ...nodeArgs, `apps/${app}/src/main.ts`];
  const child = spawn("setpriv", ["--pdeathsig=TERM", process.execPath, ...main], {
    env: { PATH: process.env["PATH"], LOG_LEVEL: "warn", ...ports, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  let rest = "";
  const keep = (chunk: Buffer) => {
    const [last = "", ...whole] = (rest + chunk.toString()).split("\n").toReversed();
    rest = last;
    lines.push(...whole.toReversed());
    if (lines.length > maxLines) lines.splice(0, lines.length - maxLines);
  };
  for (const stream of [child.stdout, child.stderr]) stream.on("data", keep);
  const gone = once(child, "exit");
  await waitFor(async () => {
    const said = () => lines.slice(-20).join("\n");
    if (child.exitCode !== null) throw new Error(`${app} ended with ${child.exitCode}:\n${said()}`);
    if (!(await fetch(`http://127.0.0.1:${ops}/readyz`)).ok) throw new Error(`${app} is not ready:\n${said()}`);
  }, 40_000);
  return {
    http: `http://127.0.0.1:${http}`,
    grpc: `127.0.0.1:${grpc}`,
    ops: `http://127.0.0.1:${ops}`,
    lines,
    async stop(signal = "SIGKILL") {
      child.kill(signal);
      await gone;
      return child.exitCode;
    },
  };
}
