import { rmSync } from "node:fs";

/** The settings under which a Node process leaves a CPU profile in `folder` when it stops. Earlier profiles are removed. */
export function profiling(folder: string): Record<string, string> {
  rmSync(folder, { recursive: true, force: true });
  return { NODE_OPTIONS: `--cpu-prof --cpu-prof-interval=200 --cpu-prof-dir=${folder}` };
}
