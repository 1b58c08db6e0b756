import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";

/**
 * Outlives a killed launcher for up to 2.4 seconds. Then it ends those who did not heed the signal that the kernel sent
 * them when the launcher died (services drain for longer than that), so that nothing is left after five.
 */
export class Reaper {
  readonly #shell: ChildProcess;

  constructor() {
    this.#shell = spawn("sh", [join(import.meta.dirname, "reaper.sh")], {
      stdio: ["pipe", "ignore", "ignore"],
      detached: true,
    });
    this.#shell.on("error", () => undefined);
    this.#shell.stdin?.on("error", () => undefined);
    this.#shell.unref();
  }

  /** From now on `signal` is what ends this process group. */
  watch(pid: number, signal: NodeJS.Signals): void {
    this.#tell(`watch ${pid} ${signal.replace("SIG", "")}`);
  }

  forget(pid: number): void {
    this.#tell(`forget ${pid}`);
  }

  close(): void {
    this.#tell("done");
    this.#shell.stdin?.end();
  }

  #tell(line: string): void {
    this.#shell.stdin?.write(`${line}\n`);
  }
}
