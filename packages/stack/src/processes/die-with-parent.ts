import { isolation } from "./isolation.ts";

/** What a process runs as: `self`, the launcher's own user; `unprivileged`, never root even where the launcher is. */
export type RunAs = "self" | "unprivileged";

/**
 * The command line that runs `command` so that the kernel sends it `signal` when the process that spawned it dies, even
 * by SIGKILL. The signal is tied to the spawning *thread*: call `spawn` from the main thread only.
 */
export function dieWithParent(command: readonly string[], signal: "TERM" | "INT", runAs: RunAs = "self"): string[] {
  const dying = `--pdeathsig=${signal}`;
  if (runAs === "self") return ["setpriv", dying, ...command];
  switch (isolation()) {
    case "none":
      return ["setpriv", dying, ...command];
    case "user-namespace":
      return ["unshare", "-U", "--map-user=65534", "--map-group=65534", "setpriv", dying, ...command];
    case "nobody":
      // One setpriv for both: the kernel forgets the death signal when the uid changes after it.
      return ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", dying, ...command];
  }
}
