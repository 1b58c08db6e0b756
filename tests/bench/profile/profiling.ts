import { chmodSync, mkdirSync, rmSync } from "node:fs";

/** The settings under which a Node process leaves a CPU profile in `folder` when it stops. Earlier profiles are removed. */
export function profiling(folder: string): Record<string, string> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // Started by root, the services are other users.
  chmodSync(folder, 0o777);
  return { NODE_OPTIONS: `--cpu-prof --cpu-prof-interval=200 --cpu-prof-dir=${folder}` };
}
