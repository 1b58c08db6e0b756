import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folders of all packages that these workspaces need at run time, their own among them, found as Node finds them. */
export function packagesOf(
  workspaces: readonly string[],
  without: (name: string) => boolean = () => false,
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const workspace of workspaces) visit(workspace);
  return found;

  function visit(path: string): void {
    if (found.has(path)) return;
    found.add(path);
    const manifest = readFileSync(join(path, "package.json"), "utf8");
    const { dependencies, optionalDependencies, peerDependencies } = JSON.parse(manifest) as Record<string, object>;
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
      const dependency = without(name) ? undefined : resolveFrom(path, name);
      if (dependency !== undefined) visit(dependency);
    }
  }
}

/** undefined for an optional package that was not installed. */
function resolveFrom(folder: string, name: string): string | undefined {
  for (let at = folder; at !== dirname(at); at = dirname(at)) {
    const path = join(at, "node_modules", name);
    if (existsSync(join(path, "package.json"))) return realpathSync(path);
  }
  return undefined;
}
