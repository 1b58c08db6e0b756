import { isolation, userNamespace } from "./isolation.ts";
import { asPartUser, type PartUser } from "./part-users.ts";
import { coversOver, withReach } from "./reach.ts";

/** Who a process runs as where the launcher is root; without root it is the launcher's own user. */
export interface Unprivileged {
  readonly user: PartUser;
  /** Files and folders beside its program that it must get to. Whether it may read or write them is theirs to say. */
  readonly reach: readonly string[];
}

/**
 * The command line that runs `command` so that the kernel sends it `signal` when the process that spawned it dies, even
 * by SIGKILL. The signal is tied to the spawning *thread*: call `spawn` from the main thread only. Throws where we are root
 * and the machine lets us give that up in no way.
 */
export function dieWithParent(command: readonly string[], signal: "TERM" | "INT", as?: Unprivileged): string[] {
  const dying = `--pdeathsig=${signal}`;
  if (as === undefined) return ["setpriv", dying, ...command];
  // One setpriv for both: the kernel forgets the death signal when the uid changes after it.
  const asUser = [...asPartUser(as.user), dying, ...command];
  switch (isolation()) {
    case "none":
      return ["setpriv", dying, ...command];
    case "mounts":
      return [...withReach(coversOver([...command.slice(0, 1), ...as.reach], as.user)), ...asUser];
    case "users":
      return asUser;
    case "user-namespace":
      return [...userNamespace, "setpriv", dying, ...command];
    case "refused":
      throw new Error(
        "no part of hubbub runs as root, and this machine lets root neither become another user nor make a user " +
          "namespace. Run it as another user.",
      );
  }
}
