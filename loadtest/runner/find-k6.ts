import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { k6Version } from "./k6-version.ts";

export interface FindK6Options {
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly report: (line: string) => void;
}

/**
 * A k6 that runs TypeScript and `k6/websockets`: the one on the PATH, else the pinned one under `.tools/bin`, built with
 * Go where it is not there yet. Throws with what to do where neither can be had.
 */
export function findK6({ root, env, report }: FindK6Options): string {
  const onPath = majorVersion("k6", env);
  if (onPath !== undefined && onPath >= 1) return "k6";
  if (onPath !== undefined) report("The k6 on the PATH is older than 1.0 and does not run these scripts.");

  const folder = join(root, ".tools", "bin");
  const built = join(folder, "k6");
  if (existsSync(built) && majorVersion(built, env) !== undefined) return built;
  if (spawnSync("go", ["version"], { env }).status !== 0) throw new Error(whatToDo);
  report(`No k6 here: building ${k6Version} with Go into .tools/bin, which takes a minute or two …`);
  const build = spawnSync("go", ["install", `go.k6.io/k6@${k6Version}`], {
    env: { ...env, GOBIN: folder },
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (build.status !== 0) throw new Error(`Go could not build k6 ${k6Version}.\n${whatToDo}`);
  return built;
}

const whatToDo =
  "A load test needs k6 1.0 or later. Install it (https://grafana.com/docs/k6/latest/set-up/install-k6/), " +
  `or install Go and run this again: k6 ${k6Version} is then built into .tools/bin.`;

function majorVersion(program: string, env: NodeJS.ProcessEnv): number | undefined {
  const { stdout, status } = spawnSync(program, ["version"], { env, encoding: "utf8" });
  const major = /v(\d+)\./.exec(stdout ?? "")?.[1];
  return status === 0 && major !== undefined ? Number(major) : undefined;
}
