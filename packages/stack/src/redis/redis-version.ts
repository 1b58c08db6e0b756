import { execFileSync } from "node:child_process";

/** `7` or `6.2` of a redis-server; undefined where it does not say. */
export function redisVersion(command: string): number | undefined {
  const said = execFileSync(command, ["--version"], { encoding: "utf8", env: {} });
  const version = /v=(\d+\.\d+)/.exec(said)?.[1];
  return version === undefined ? undefined : Number(version);
}
