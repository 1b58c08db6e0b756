import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { asPartUser } from "./part-users.ts";
import { withReach } from "./reach.ts";

/**
 * How the parts are kept from being root, the best first:
 * - `none`: there is no need, since we are not root.
 * - `mounts`: each is a user of its own; folders that it needs and could not get to are mounted where it alone sees them.
 * - `users`: each is a user of its own, and what it needs is put where that one gets to it.
 * - `user-namespace`: they have none of root's rights, but root's own files are theirs.
 * - `refused`: this machine allows none of it.
 */
export type Isolation = "none" | "mounts" | "users" | "user-namespace" | "refused";

let known: Isolation | undefined;

/** Which way this machine allows. It is tried once: a start asks two dozen times. */
export function isolation(): Isolation {
  known ??= find();
  return known;
}

/** The beginning of a command line, for root, that goes on with none of root's rights, and with root's files. */
export const userNamespace = ["unshare", "-U", "--map-user=65534", "--map-group=65534"];

/** Whether each part is a user of its own. */
export function partsHaveUsers(): boolean {
  return isolation() === "mounts" || isolation() === "users";
}

function find(): Isolation {
  if (process.getuid?.() !== 0) return "none";
  const cover = { folder: dirname(import.meta.filename), opened: [import.meta.filename] };
  if (runs([...withReach([cover]), ...asPartUser("postgres"), "true"])) return "mounts";
  if (runs([...asPartUser("postgres"), "true"])) return "users";
  // In it root may no longer read what belongs to others, such as a clone in somebody's closed home.
  if (runs([...userNamespace, "test", "-r", import.meta.filename])) return "user-namespace";
  return "refused";
}

function runs([command = "", ...args]: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}
