import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { giveToUnprivileged } from "../processes/give-to-unprivileged.ts";
import { isolation } from "../processes/isolation.ts";
import type { Layout } from "./layout.ts";

/** The built web app, in reach of what serves it; where it was not built, a page that says so. */
export function findWebRoot(layout: Layout): string {
  const built = join(layout.root, "apps/web/dist");
  if (existsSync(join(built, "index.html"))) return isolation() === "nobody" ? copyOf(built, layout) : built;
  const placeholder = join(layout.nginx, "no-web-app");
  mkdirSync(placeholder, { recursive: true });
  writeFileSync(join(placeholder, "index.html"), page);
  giveToUnprivileged(placeholder);
  return placeholder;
}

/** The user nobody may be unable to enter the folder of the clone. */
function copyOf(built: string, { nginx }: Layout): string {
  const copy = join(nginx, "web");
  rmSync(copy, { recursive: true, force: true });
  cpSync(built, copy, { recursive: true });
  giveToUnprivileged(copy);
  return copy;
}

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>hubbub</title>
<h1>hubbub runs</h1>
<p>The web app was not built: <code>make up</code> builds it. The API is at <a href="/api/docs">/api/docs</a>.</p>
</html>
`;
