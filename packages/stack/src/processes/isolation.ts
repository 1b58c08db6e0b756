import { spawnSync } from "node:child_process";

/**
 * How a process is kept from being root: `none` needed, since we are not root; in a `user-namespace`, where it still
 * reaches root's own files; or as the user `nobody`, where the machine refuses user namespaces.
 */
export type Isolation = "none" | "user-namespace" | "nobody";

/** Which way this machine allows. */
export function isolation(): Isolation {
  if (process.getuid?.() !== 0) return "none";
  // In it root may no longer read what belongs to others, such as a clone in somebody's closed home.
  const readsClone = ["test", "-r", import.meta.filename];
  const namespace = ["-U", "--map-user=65534", "--map-group=65534"];
  const tried = spawnSync("unshare", [...namespace, ...readsClone], { stdio: "ignore" });
  return tried.status === 0 ? "user-namespace" : "nobody";
}
