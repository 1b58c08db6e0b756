import { spawnSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { copyCode } from "./copy-code.ts";
import { isolation } from "./isolation.ts";

/** What runs a service: a Node, and the checkout that the service's code is of. */
export interface Code {
  readonly node: string;
  readonly root: string;
}

/**
 * A checkout as an unprivileged process may reach it, with the launcher's own Node: as it is, or, where the user `nobody`
 * may not enter a folder above it, a copy in `folder` of what the services run on (some 200 MB).
 */
export function reachableCode(root: string, folder: string): Code {
  const node = process.execPath;
  if (isolation() !== "nobody" || isOpenToNobody(root, node)) return { node, root };
  copyCode(root, folder);
  cpSync(node, join(folder, "node"));
  return { node: join(folder, "node"), root: folder };
}

function isOpenToNobody(root: string, node: string): boolean {
  const files = [join(root, "package.json"), join(root, "node_modules/pg/package.json"), node];
  const asNobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];
  return files.every(
    (file) => spawnSync("setpriv", [...asNobody, "test", "-r", file], { stdio: "ignore" }).status === 0,
  );
}
