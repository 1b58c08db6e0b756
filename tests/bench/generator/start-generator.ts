import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type GeneratorScript, toScriptText } from "./generator-script.ts";
import type { GeneratorReport } from "./generator-report.ts";

export interface GeneratedConnection {
  /** 0 opens first and sends; 1 comes later and is to catch up. */
  readonly group: 0 | 1;
  readonly port: number;
  readonly room: string;
  readonly token: string;
  readonly extra?: string;
}

export interface GeneratorOptions {
  readonly binary: string;
  readonly script: Partial<GeneratorScript>;
  readonly connections: readonly GeneratedConnection[];
  /** Further options, as generator/src/options.c names them. */
  readonly arguments: readonly string[];
}

export interface RunningGenerator {
  /** Resolves with the generator's next report, which must be of this event. */
  next(event: string): Promise<GeneratorReport>;
  /** Lets it go on from where it waits. */
  go(): void;
  stop(): Promise<void>;
}

/** Starts the load generator; its first report is `ready`, and it waits for `go`. */
export function startGenerator({ binary, script, connections, ...options }: GeneratorOptions): RunningGenerator {
  const folder = mkdtempSync(join(tmpdir(), "hubbub-generator-"));
  const scriptPath = join(folder, "script");
  const connectionsPath = join(folder, "connections");
  writeFileSync(scriptPath, toScriptText(script));
  writeFileSync(connectionsPath, connections.map(toLine).join(""));
  const run = String(Math.floor(Math.random() * 2 ** 32));
  const child = spawn(
    binary,
    ["--script", scriptPath, "--connections", connectionsPath, "--run", run, ...options.arguments],
    { stdio: ["pipe", "pipe", "pipe"] },
  );
  const exited = once(child, "exit").finally(() => rmSync(folder, { recursive: true, force: true }));
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complaints += text));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

  return {
    async next(event) {
      const { value, done } = await lines.next();
      if (done === true) throw new Error(`the load generator ended before "${event}": ${complaints}`);
      const report = JSON.parse(value) as GeneratorReport;
      if (report.event !== event) throw new Error(`the load generator is at "${report.event}", not at "${event}"`);
      return report;
    },
    go() {
      child.stdin.write("go\n");
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
      await exited;
    },
  };
}

function toLine({ group, port, room, token, extra = "" }: GeneratedConnection): string {
  return `${[group, port, room, token, extra].join("\t")}\n`;
}
