import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, readEnvironment, readStackFile, readStackSettings, startStack } from "@hubbub/stack";

export interface Target {
  readonly url: string;
  /** The Prometheus beside it, where that is known: what k6 measures is written there. */
  readonly prometheusUrl?: string | undefined;
  stop(): Promise<void>;
}

export interface FindTargetOptions {
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  /** Ends a start that is under way. */
  readonly abort: AbortSignal;
  readonly report: (line: string) => void;
}

/** The system under test: `BASE_URL`, else what `make up` runs, else one of its own, with the limits that every hubbub has. */
export async function findTarget({ root, env, abort, report }: FindTargetOptions): Promise<Target> {
  const given = env["BASE_URL"];
  const prometheusUrl = env["PROMETHEUS_URL"] || undefined;
  if (given !== undefined && given !== "") return { url: given, prometheusUrl, stop: async () => {} };

  const { dataFolder } = readStackSettings(readEnvironment(env, root), root);
  const running = readStackFile(dataFolder);
  if (running !== undefined && (await answers(running.url))) {
    report(
      `Testing what make up runs, ${running.url}. Should its limits refuse the test, start it with RATE_LIMITS=off.`,
    );
    return { url: running.url, prometheusUrl: prometheusUrl ?? prometheusOf(running.ports), stop: async () => {} };
  }

  report("No make up is running: starting a system of its own …");
  const folder = mkdtempSync(join(tmpdir(), "hubbub-loadtest-"));
  const forget = () => rmSync(folder, { recursive: true, force: true });
  const ownEnv = { ...env, HUBBUB_DATA: folder, HUBBUB_PORT: String(await freePort()) };
  try {
    const stack = await startStack({ settings: readStackSettings(ownEnv, root), report, abort });
    return {
      url: stack.url,
      prometheusUrl: prometheusOf(readStackFile(folder)?.ports ?? {}),
      async stop() {
        await stack.stop();
        forget();
      },
    };
  } catch (error) {
    forget();
    throw error;
  }
}

function prometheusOf({ prometheus }: Readonly<Record<string, number>>): string | undefined {
  return prometheus === undefined ? undefined : `http://127.0.0.1:${prometheus}`;
}

async function answers(url: string): Promise<boolean> {
  try {
    const { ok } = await fetch(`${url}/health`, { signal: AbortSignal.timeout(5_000) });
    return ok;
  } catch {
    return false;
  }
}
