import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { freePort, type RunningStack, startStack } from "@hubbub/stack";
import { type CheckedOut, checkOut } from "../../bench/base/check-out.ts";
import { processTree } from "./process-tree.ts";
import { TcpLink } from "./tcp-link.ts";
import { until } from "./until.ts";

export interface Readiness {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface StartOptions {
  /** 2 where nothing is said. */
  readonly instances?: number;
  /** Which instances reach a service over a link that can be cut. */
  readonly links?: readonly { readonly of: string; readonly to: LinkedService }[];
  /** Modules that an instance loads before its own code, by its name. */
  readonly preloads?: Readonly<Record<string, string>>;
  /** Instances that run the code of an earlier commit, by their names. */
  readonly releases?: Readonly<Record<string, string>>;
}

type LinkedService = "redis" | "postgres" | "user-service";

const addressNames = { redis: "REDIS_URL", postgres: "DATABASE_URL", "user-service": "USER_SERVICE_GRPC" } as const;

const restartPatienceMs = 60_000;
const repository = join(import.meta.dirname, "../../..");

/** The whole system on a data folder that outlives its stops, so that accounts made once serve every scenario. */
export class ChaosSystem {
  readonly #dataFolder = mkdtempSync(join(tmpdir(), "hubbub-chaos-"));
  readonly #log: (line: string) => void;
  readonly #links = new Map<string, TcpLink>();
  #earlier: CheckedOut[] = [];
  #stack: RunningStack | undefined;

  constructor(log: (line: string) => void) {
    this.#log = log;
  }

  async start(options: StartOptions = {}): Promise<void> {
    const roots = new Map(
      Object.entries(options.releases ?? {}).map(([name, commit]) => [name, this.#checkOut(commit).folder]),
    );
    this.#stack = await startStack({
      settings: {
        host: "127.0.0.1",
        port: await freePort(),
        chatInstances: options.instances ?? 2,
        dataFolder: this.#dataFolder,
        serviceEnv: {
          PATH: process.env["PATH"] ?? "",
          RATE_LIMITS: "off",
          ACCESS_TOKEN_MINUTES: "720",
          LOG_LEVEL: "warn",
          // Links lead to a site of the tests.
          PREVIEW_LOOPBACK: "on",
          // What an instance of an earlier release does not know.
          ...(options.releases === undefined ? {} : { GRPC_SECRET_REQUIRED: "off" }),
        },
      },
      report: this.#log,
      without: ["prometheus"],
      serviceEnv: (name, env) => this.#serviceEnv(name, env, options),
      rootOf: (name) => roots.get(name),
    });
  }

  async stop(): Promise<void> {
    for (const link of this.#links.values()) await link.mend();
    await this.#stack?.stop();
    this.#stack = undefined;
    for (const link of this.#links.values()) link.cut();
    this.#links.clear();
    for (const earlier of this.#earlier.splice(0)) earlier.remove();
  }

  async destroy(): Promise<void> {
    await this.stop();
    rmSync(this.#dataFolder, { recursive: true, force: true });
  }

  get url(): string {
    return this.stack.url;
  }

  /** Where the files of messages are kept. */
  get filesFolder(): string {
    return join(this.#dataFolder, "files");
  }

  get socketUrl(): string {
    return `${this.url.replace("http", "ws")}/ws`;
  }

  get stack(): RunningStack {
    if (this.#stack === undefined) throw new Error("the system does not run");
    return this.#stack;
  }

  /** Their names: chat-1, chat-2 … */
  get instances(): string[] {
    return Object.keys(this.stack.state().pids).filter((name) => name.startsWith("chat-"));
  }

  instanceUrl(name: string): string {
    return `http://127.0.0.1:${this.#port(name)}`;
  }

  instanceSocketUrl(name: string): string {
    return `ws://127.0.0.1:${this.#port(name)}/ws`;
  }

  get redisOperatorUrl(): string {
    const { redisOperatorUrl } = this.stack;
    if (redisOperatorUrl === undefined) throw new Error("there is no Redis");
    return redisOperatorUrl;
  }

  pid(name: string): number {
    const pid = this.stack.state().pids[name];
    if (pid === undefined) throw new Error(`no part is called ${name}`);
    return pid;
  }

  /** As asked for at the start. */
  link(of: string, to: LinkedService): TcpLink {
    const link = this.#links.get(`${of} ${to}`);
    if (link === undefined) throw new Error(`no link of ${of} to ${to}`);
    return link;
  }

  /** Signals this one process, not its children. */
  signal(name: string, signal: NodeJS.Signals): void {
    process.kill(this.pid(name), signal);
  }

  /** Signals the process and all that descend from it. */
  signalTree(name: string, signal: NodeJS.Signals): void {
    for (const pid of processTree(this.pid(name))) process.kill(pid, signal);
  }

  restarts(name: string): number {
    return this.stack.restarts(name);
  }

  /** Resolves when a service was started again after `restartsBefore`, and is ready. */
  async backAfter(name: string, restartsBefore: number): Promise<void> {
    await until(`${name} is back`, restartPatienceMs, async () => {
      return this.restarts(name) > restartsBefore && (await this.readiness(name))?.status === 200;
    });
  }

  /** `undefined` while nothing listens, or nothing answers within a second and a half. */
  async readiness(name: string): Promise<Readiness | undefined> {
    try {
      const signal = AbortSignal.timeout(1_500);
      const response = await fetch(`http://127.0.0.1:${this.#port(`${name}-ops`)}/readyz`, { signal });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    } catch {
      return undefined;
    }
  }

  /** The samples of one metric, `undefined` where it is not known, summed over its labels that contain `labels`. */
  async metric(name: string, metric: string, labels = ""): Promise<number | undefined> {
    const response = await fetch(`http://127.0.0.1:${this.#port(`${name}-ops`)}/metrics`);
    let sum: number | undefined;
    for (const line of (await response.text()).split("\n")) {
      const sample = /^(\w+)(\{.*\})? (\S+)$/.exec(line);
      if (sample?.[1] !== metric || !(sample[2] ?? "").includes(labels)) continue;
      sum = (sum ?? 0) + Number(sample[3]);
    }
    return sum;
  }

  #checkOut(commit: string): CheckedOut {
    const earlier = checkOut(repository, commit, this.#log);
    this.#earlier.push(earlier);
    return earlier;
  }

  async #serviceEnv(
    name: string,
    env: Readonly<Record<string, string>>,
    { links = [], preloads = {} }: StartOptions,
  ): Promise<Record<string, string>> {
    const changed: Record<string, string> = { ...env };
    for (const { to } of links.filter(({ of }) => of === name)) {
      const address = env[addressNames[to]]!;
      const port = /:(\d+)(?=\/|$)/.exec(address)?.[1] ?? "";
      const link = new TcpLink(Number(port));
      await link.mend();
      this.#links.set(`${name} ${to}`, link);
      changed[addressNames[to]] = address.replace(`:${port}`, `:${link.port}`);
    }
    const preload = preloads[name];
    if (preload !== undefined) changed["NODE_OPTIONS"] = `--import=${pathToFileURL(preload).href}`;
    return changed;
  }

  #port(name: string): number {
    const port = this.stack.state().ports[name];
    if (port === undefined) throw new Error(`no port is called ${name}`);
    return port;
  }
}
