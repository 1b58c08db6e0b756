import { join } from "node:path";
import { answersPing } from "../processes/answers-ping.ts";
import { dieWithParent } from "../processes/die-with-parent.ts";
import { letRead } from "../processes/ownership.ts";
import { type RedisPasswords, redisUsers } from "../redis/redis-users.ts";
import { redisVersion } from "../redis/redis-version.ts";
import { writeFileAtomically } from "../stack/write-file-atomically.ts";
import type { Part } from "../supervisor/part.ts";
import { daemonEnv } from "./daemon-env.ts";

interface RedisOptions {
  readonly command: string;
  /** Where its configuration is rendered; it keeps nothing itself. */
  readonly folder: string;
  readonly port: number;
  readonly passwords: RedisPasswords;
}

export function redisPart({ command, folder, port, passwords }: RedisOptions): Part {
  const configPath = join(folder, "redis.conf");
  const usersPath = join(folder, "users.acl");
  writeFileAtomically(usersPath, redisUsers(passwords, redisVersion(command)), 0o600);
  writeFileAtomically(configPath, config(port, usersPath), 0o600);
  for (const path of [usersPath, configPath]) letRead("redis", path);
  return {
    name: "redis",
    title: "Redis",
    commandLine: dieWithParent([command, configPath], "TERM", { user: "redis", reach: [folder] }),
    env: daemonEnv(),
    cwd: folder,
    ready: () => answersPing(port, { user: "hubbub", password: passwords.hubbub }),
    stopSignal: "SIGTERM",
    hurrySignal: "SIGKILL",
    stopTimeoutMs: 5_000,
    startTimeoutMs: 15_000,
    startTries: 3,
  };
}

/** It holds what may be lost: messages on their way, and who is here. Full, it refuses; it never drops a presence entry. */
function config(port: number, usersPath: string): string {
  return `bind 127.0.0.1
port ${port}
aclfile ${usersPath}
save ""
appendonly no
maxmemory 256mb
maxmemory-policy noeviction
`;
}
