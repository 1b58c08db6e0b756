import { rmSync } from "node:fs";
import { folders } from "../folders.ts";

/** The settings under which a Node process leaves a CPU profile when it stops. Earlier profiles are removed. */
export function profiling(): Record<string, string> {
  rmSync(folders.profiles, { recursive: true, force: true });
  return { NODE_OPTIONS: `--cpu-prof --cpu-prof-interval=200 --cpu-prof-dir=${folders.profiles}` };
}
