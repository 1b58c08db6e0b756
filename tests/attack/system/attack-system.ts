import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, type RunningStack, startStack } from "@hubbub/stack";

/** The whole system with its limits on, as it stands by default, on a data folder of its own. */
export class AttackSystem {
  readonly #dataFolder = mkdtempSync(join(tmpdir(), "hubbub-attack-"));
  readonly #log: (line: string) => void;
  #stack: RunningStack | undefined;

  constructor(log: (line: string) => void) {
    this.#log = log;
  }

  async start(): Promise<void> {
    this.#stack = await startStack({
      settings: {
        host: "127.0.0.1",
        port: await freePort(),
        chatInstances: 2,
        dataFolder: this.#dataFolder,
        serviceEnv: {
          PATH: process.env["PATH"] ?? "",
          RATE_LIMITS: "on",
          // The bystanders sign in once; what they measure is not how long a token lives.
          ACCESS_TOKEN_MINUTES: "720",
          LOG_LEVEL: "warn",
        },
      },
      report: this.#log,
      // Each look at /metrics begins the event loop's figures anew, and those are ours.
      without: ["prometheus"],
    });
  }

  async destroy(): Promise<void> {
    await this.#stack?.stop();
    rmSync(this.#dataFolder, { recursive: true, force: true });
  }

  get stack(): RunningStack {
    if (this.#stack === undefined) throw new Error("the system does not run");
    return this.#stack;
  }

  get url(): string {
    return this.stack.url;
  }

  /** What the kernel counts as a service's memory; 0 while it is gone. */
  residentBytes(service: string): number {
    try {
      const status = readFileSync(`/proc/${this.stack.state().pids[service]}/status`, "utf8");
      return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
    } catch {
      return 0;
    }
  }

  /** Its event loop's delays since this was asked last; prom-client samples each 10 ms and counts those in. */
  async eventLoop(service: string): Promise<LoopDelays> {
    const port = this.stack.state().ports[`${service}-ops`];
    const response = await fetch(`http://127.0.0.1:${port}/metrics`, { signal: AbortSignal.timeout(30_000) });
    const text = await response.text();
    const ms = (name: string) =>
      Number(new RegExp(`^nodejs_eventloop_lag_${name}_seconds (\\S+)`, "m").exec(text)?.[1]) * 1_000;
    return { p99Ms: ms("p99"), maxMs: ms("max") };
  }
}

export interface LoopDelays {
  readonly p99Ms: number;
  readonly maxMs: number;
}
