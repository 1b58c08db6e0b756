import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { answersPing } from "../processes/answers-ping.ts";
import { dieWithParent } from "../processes/die-with-parent.ts";
import type { Part } from "../supervisor/part.ts";
import { daemonEnv } from "./daemon-env.ts";

export function redisPart(options: { command: string; dataFolder: string; port: number; password: string }): Part {
  const configPath = join(options.dataFolder, "redis.conf");
  writeFileSync(configPath, config(options), { mode: 0o600 });
  return {
    name: "redis",
    title: "Redis",
    commandLine: dieWithParent([options.command, configPath], "TERM"),
    env: daemonEnv(),
    cwd: options.dataFolder,
    ready: () => answersPing(options.port, options.password),
    stopSignal: "SIGTERM",
    hurrySignal: "SIGKILL",
    stopTimeoutMs: 5_000,
    startTimeoutMs: 15_000,
    startTries: 3,
  };
}

/** It holds what may be lost: messages on their way, and who is here. Full, it refuses; it never drops a presence entry. */
function config({ port, password }: { port: number; password: string }): string {
  return `bind 127.0.0.1
port ${port}
requirepass ${password}
save ""
appendonly no
maxmemory 256mb
maxmemory-policy noeviction
`;
}
