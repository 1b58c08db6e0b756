import { dieWithParent, type Unprivileged } from "../../processes/die-with-parent.ts";
import { httpOk } from "../../processes/http-ok.ts";
import type { Part } from "../../supervisor/part.ts";
import { daemonEnv } from "../daemon-env.ts";

interface ExporterOptions {
  readonly name: "postgres-exporter" | "redis-exporter" | "nginx-exporter";
  readonly title: string;
  readonly command: readonly string[];
  /** Where secrets go: others can see a command line. */
  readonly env?: Readonly<Record<string, string>>;
  readonly reach?: Unprivileged["reach"];
  readonly port: number;
}

/** What shows how another part is to Prometheus, on 127.0.0.1. It serves also while that part is away. */
export function exporterPart({ name, title, command, env = {}, reach = [], port }: ExporterOptions): Part {
  return {
    name,
    title,
    commandLine: dieWithParent(command, "TERM", { user: name, reach }),
    env: { ...daemonEnv(), ...env },
    ready: () => httpOk(`http://127.0.0.1:${port}/metrics`),
    stopSignal: "SIGTERM",
    hurrySignal: "SIGKILL",
    stopTimeoutMs: 5_000,
    startTimeoutMs: 15_000,
    startTries: 3,
  };
}
