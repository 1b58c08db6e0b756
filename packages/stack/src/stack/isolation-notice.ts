import { isolation } from "../processes/isolation.ts";

/** What a start says of how its parts are kept from being root, where that is not in the best way. */
export function isolationNotice(dataOfParts: string): string | undefined {
  switch (isolation()) {
    case "none":
    case "mounts":
    case "refused":
      return undefined;
    case "users":
      return `this machine lets root mount nothing: what the parts keep is in ${dataOfParts}`;
    case "user-namespace":
      return (
        "warning: this machine lets root become no other user: no part has a right of root's, but root's own files " +
        "are open to all of them"
      );
  }
}
