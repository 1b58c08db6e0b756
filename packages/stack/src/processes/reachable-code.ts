import { chmodSync, cpSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { canRead } from "./can-read.ts";
import { copyCode } from "./copy-code.ts";
import { letAllRead } from "./ownership.ts";

/** What runs a service: a Node, and the checkout that the service's code is of. */
export interface Code {
  readonly node: string;
  readonly root: string;
}

/**
 * A checkout as the parts may reach it, with the launcher's own Node: as it is, or, where they may not read it, a copy in
 * `folder` of what they run on (some 200 MB).
 */
export function reachableCode(root: string, folder: string): Code {
  const node = process.execPath;
  const samples = ["package.json", "apps/chat-service/src/main.ts", "node_modules/pg/package.json"];
  const files = [...samples.map((path) => join(root, path)), node];
  // Packages may be links to another checkout's.
  if (canRead(files, { user: "chat-service", reach: [root, ...files] })) return { node, root };
  mkdirSync(dirname(folder), { recursive: true });
  chmodSync(dirname(folder), 0o755);
  copyCode(root, folder);
  cpSync(node, join(folder, "node"));
  letAllRead(folder);
  return { node: join(folder, "node"), root: folder };
}
