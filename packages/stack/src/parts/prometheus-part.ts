import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { dieWithParent } from "../processes/die-with-parent.ts";
import { giveTo, letAllRead, letRead } from "../processes/ownership.ts";
import { httpOk } from "../processes/http-ok.ts";
import { writeFileAtomically } from "../stack/write-file-atomically.ts";
import type { Part } from "../supervisor/part.ts";
import { daemonEnv } from "./daemon-env.ts";

export interface ScrapeTarget {
  readonly job: string;
  readonly instance: string;
  readonly port: number;
}

interface PrometheusOptions {
  readonly command: string;
  readonly root: string;
  /** Where its configuration is rendered and its data kept. */
  readonly folder: string;
  readonly port: number;
  readonly targets: readonly ScrapeTarget[];
}

export function prometheusPart({ command, root, folder, port, targets }: PrometheusOptions): Part {
  const data = join(folder, "data");
  mkdirSync(data, { recursive: true, mode: 0o700 });
  giveTo("prometheus", data);
  for (const name of ["native.yml", "rules"]) {
    rmSync(join(folder, name), { recursive: true, force: true });
    cpSync(join(root, "prometheus", name), join(folder, name), { recursive: true });
    letAllRead(join(folder, name));
  }
  const found = targets.map(({ job, instance, port: target }) => ({
    targets: [`127.0.0.1:${target}`],
    labels: { job, instance },
  }));
  const targetsPath = join(folder, "targets.json");
  writeFileAtomically(targetsPath, JSON.stringify(found, undefined, 2), 0o600);
  letRead("prometheus", targetsPath);

  const options = [
    `--config.file=${join(folder, "native.yml")}`,
    `--storage.tsdb.path=${data}`,
    "--storage.tsdb.retention.time=7d",
    "--storage.tsdb.retention.size=512MB",
    `--web.listen-address=127.0.0.1:${port}`,
    // Load tests write what their clients measure.
    "--web.enable-remote-write-receiver",
    "--log.level=warn",
  ];
  return {
    name: "prometheus",
    title: "Prometheus",
    commandLine: dieWithParent([command, ...options], "TERM", { user: "prometheus", reach: [folder] }),
    env: daemonEnv(),
    cwd: folder,
    ready: () => httpOk(`http://127.0.0.1:${port}/-/ready`),
    stopSignal: "SIGTERM",
    hurrySignal: "SIGKILL",
    stopTimeoutMs: 10_000,
    startTimeoutMs: 30_000,
    startTries: 3,
  };
}
