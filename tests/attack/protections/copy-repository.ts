import { execFileSync } from "node:child_process";
import { cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readlinkSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A copy of the working tree that can be run and thrown away. Packages from elsewhere are shared, hubbub's own are copied. */
export function copyRepository(root: string): string {
  const copy = mkdtempSync(join(tmpdir(), "hubbub-without-"));
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root });
  for (const path of listed.toString().split("\0")) {
    if (path !== "" && existsSync(join(root, path))) cpSync(join(root, path), join(copy, path));
  }
  const withPackages = execFileSync("git", ["ls-files", "-z", "package.json", "*/package.json"], { cwd: root });
  for (const path of withPackages.toString().split("\0")) {
    if (path !== "") sharePackages(join(root, dirname(path)), join(copy, dirname(path)));
  }
  return copy;
}

/** A link to each package; npm's links to the workspaces stay relative, so that they lead into the copy. */
function sharePackages(from: string, to: string): void {
  const source = join(from, "node_modules");
  if (!existsSync(source)) return;
  const link = (name: string) => {
    const own = join(source, name);
    mkdirSync(dirname(join(to, "node_modules", name)), { recursive: true });
    symlinkSync(lstatSync(own).isSymbolicLink() ? readlinkSync(own) : own, join(to, "node_modules", name));
  };
  for (const name of readdirSync(source)) {
    if (name.startsWith("@")) for (const scoped of readdirSync(join(source, name))) link(`${name}/${scoped}`);
    else link(name);
  }
}
