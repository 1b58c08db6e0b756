import { checkPort } from "../processes/check-port.ts";
import { Supervisor } from "../supervisor/supervisor.ts";
import { openDataFolder } from "./open-data-folder.ts";
import { assertNotRestoring } from "./restoring-file.ts";
import type { StackSettings } from "./settings.ts";
import { removeStackFile, type StackFile, writeStackFile } from "./stack-file.ts";
import { findPrograms, type Program, standIns } from "./find-programs.ts";
import { type ServiceEnv, startParts } from "./start-parts.ts";

export interface StackOptions {
  readonly settings: StackSettings;
  /** Is told each step and each restart, in one line. */
  readonly report?: (line: string) => void;
  /** Programs to do without although they are installed. */
  readonly without?: readonly Program[];
  /** Changes what a service is told, for tests that put something of theirs between it and the rest. */
  readonly serviceEnv?: ServiceEnv;
  /** The checkout whose code a service runs, for tests of two releases side by side; this one where it answers nothing. */
  readonly rootOf?: (service: string) => string | undefined;
  /** Gives up the start: what was started is stopped, and `startStack` throws. */
  readonly abort?: AbortSignal;
  /** Ends at once whatever a stop still waits for. */
  readonly hurry?: AbortSignal;
}

export interface RunningStack {
  readonly url: string;
  readonly dataFolder: string;
  /** Programs that were not found, and did not start. */
  readonly missing: readonly Program[];
  /** As who owns them. */
  readonly databaseUrls: { readonly users: string; readonly chat: string };
  /** As the services come to it; `undefined` where the broker is in memory. */
  readonly redisUrl: string | undefined;
  /** As whoever may do everything. */
  readonly redisOperatorUrl: string | undefined;
  /** What stack.json says now. */
  state(): StackFile;
  /** How often a part, by its name in stack.json, was started again. */
  restarts(name: string): number;
  stop(): Promise<void>;
}

/** A launcher that was killed leaves its children this long to end, and the port is theirs until then. */
const predecessorPatienceMs = 6_000;

/**
 * Starts the whole system on one data folder, with this process as its launcher: every part is restarted when it dies,
 * and none outlives this process by more than five seconds. Call it from the main thread. Throws, with everything
 * stopped again, when a part does not start, when the port is taken, or when a launcher runs on the folder already.
 */
export async function startStack(options: StackOptions): Promise<RunningStack> {
  const { settings, report = () => undefined } = options;
  const { dataFolder } = settings;
  const { lock, layout } = openDataFolder(dataFolder);
  removeStackFile(dataFolder);

  let state: StackFile | undefined;
  const supervisor = new Supervisor(layout.logs, {
    ended: ({ title }, why, delayMs, restarts) =>
      report(`${title} ended (${why}); it starts again in ${delayMs} ms (restart ${restarts})`),
    restarted: () => {
      if (state === undefined) return;
      state = { ...state, pids: supervisor.pids() };
      writeStackFile(dataFolder, state);
    },
    ready: ({ title }, afterMs) => report(`${title} is back after ${Math.round(afterMs)} ms`),
  });
  const stop = async () => {
    await supervisor.stop();
    removeStackFile(dataFolder);
    lock.release();
  };
  const abort = () => void supervisor.stop();
  options.abort?.addEventListener("abort", abort);
  options.hurry?.addEventListener("abort", () => supervisor.hurry());

  try {
    assertNotRestoring(dataFolder);
    options.abort?.throwIfAborted();
    await checkPort("HUBBUB_PORT", settings.host, settings.port, lock.tookOver ? predecessorPatienceMs : 0);
    if (settings.tls?.redirectPort !== undefined) {
      const { redirectPort } = settings.tls;
      await checkPort("HUBBUB_HTTP_PORT", settings.host, redirectPort, lock.tookOver ? predecessorPatienceMs : 0);
    }
    const programs = findPrograms(options.without ?? []);
    if (settings.tls !== undefined && programs.nginx === undefined) {
      throw new Error("TLS_CERTIFICATE needs Nginx, which is not installed");
    }
    const missing = (Object.keys(programs) as Program[]).filter((name) => programs[name] === undefined);
    for (const name of missing) report(`${name} is not installed: ${standIns[name]}`);
    const { ports, url, databaseUrls, redisUrl, redisOperatorUrl } = await startParts({
      settings,
      layout,
      programs,
      supervisor,
      report,
      serviceEnv: options.serviceEnv ?? ((_name, env) => env),
      rootOf: options.rootOf ?? (() => undefined),
    });
    options.abort?.throwIfAborted();
    const started: StackFile = { url, launcher: process.pid, pids: supervisor.pids(), ports };
    state = started;
    writeStackFile(dataFolder, started);
    return {
      url,
      dataFolder,
      missing,
      databaseUrls,
      redisUrl,
      redisOperatorUrl,
      state: () => state ?? started,
      restarts: (name) => supervisor.restarts(name),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    options.abort?.removeEventListener("abort", abort);
  }
}
