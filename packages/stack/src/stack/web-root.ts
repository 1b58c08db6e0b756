import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { canRead } from "../processes/can-read.ts";
import { letAllRead } from "../processes/ownership.ts";
import type { Layout } from "./layout.ts";

/** The built web app, in reach of what serves it; where it was not built, a page that says so. */
export function findWebRoot(layout: Layout): string {
  const built = join(layout.root, "apps/web/dist");
  const index = join(built, "index.html");
  if (existsSync(index)) {
    return canRead([index], { user: "edge", reach: [dirname(built)] }) ? built : copyOf(built, layout);
  }
  const placeholder = join(layout.nginx, "no-web-app");
  mkdirSync(placeholder, { recursive: true });
  writeFileSync(join(placeholder, "index.html"), page);
  letAllRead(placeholder);
  return placeholder;
}

function copyOf(built: string, { nginx }: Layout): string {
  const copy = join(nginx, "web");
  rmSync(copy, { recursive: true, force: true });
  cpSync(built, copy, { recursive: true });
  letAllRead(copy);
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
