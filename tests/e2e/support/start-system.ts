import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, type StackFile } from "@hubbub/stack";
import { until } from "./until.ts";

/** The whole system, started as `make up` starts it, on a port and a data folder of its own. */
export interface System {
  readonly url: string;
  readonly dataFolder: string;
  stackFile(): StackFile;
  /** Ends it as Ctrl-C does and waits until it is gone; the data stays. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Ends it and removes the data. */
  destroy(): Promise<void>;
}

/** `prepare` gets the data folder, which is empty, before the system starts on it. */
export async function startSystem(
  env: Readonly<Record<string, string>> = {},
  prepare: (dataFolder: string) => Promise<unknown> = async () => undefined,
): Promise<System> {
  const dataFolder = mkdtempSync(join(tmpdir(), "hubbub-e2e-"));
  const port = await freePort();
  const stackPath = join(dataFolder, "stack.json");
  const stackFile = (): StackFile => JSON.parse(readFileSync(stackPath, "utf8")) as StackFile;
  let launcher: ReturnType<typeof spawn> | undefined;

  const system: System = {
    url: `http://127.0.0.1:${port}`,
    dataFolder,
    stackFile,
    async start() {
      let output = "";
      const child = spawn(process.execPath, ["packages/stack/src/up.ts"], {
        stdio: ["ignore", "pipe", "pipe"],
        env: { ...process.env, HUBBUB_PORT: String(port), HUBBUB_DATA: dataFolder, ...env },
      });
      launcher = child;
      child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
      child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
      await until("the system is up", 120_000, () => {
        if (child.exitCode !== null) throw new Error(`the launcher ended with ${child.exitCode}:\n${output}`);
        try {
          return stackFile().launcher === child.pid;
        } catch {
          return false;
        }
      });
    },
    async stop() {
      if (launcher === undefined || launcher.exitCode !== null) return;
      const gone = once(launcher, "exit");
      launcher.kill("SIGINT");
      await gone;
    },
    async destroy() {
      await system.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
  await prepare(dataFolder);
  await system.start();
  return system;
}
