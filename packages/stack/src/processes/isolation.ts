import { spawnSync } from "node:child_process";

/**
 * How a process is kept from being root: `none` needed, since we are not root; in a `user-namespace`, where it still
 * reaches root's own files; or as the user `nobody`, where the machine refuses user namespaces.
 */
export type Isolation = "none" | "user-namespace" | "nobody";

/** Which way this machine allows. */
export function isolation(): Isolation {
  if (process.getuid?.() !== 0) return "none";
  const tried = spawnSync("unshare", ["-U", "--map-user=65534", "--map-group=65534", "true"], { stdio: "ignore" });
  return tried.status === 0 ? "user-namespace" : "nobody";
}
