import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Layout } from "./layout.ts";

/** The built web app; where it was not built, a page that says so. */
export function findWebRoot(layout: Layout): string {
  const built = join(layout.root, "apps/web/dist");
  if (existsSync(join(built, "index.html"))) return built;
  const placeholder = join(layout.nginx, "no-web-app");
  mkdirSync(placeholder, { recursive: true });
  writeFileSync(join(placeholder, "index.html"), page);
  return placeholder;
}

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>hubbub</title>
<h1>hubbub runs</h1>
<p>The web app was not built: <code>make up</code> builds it. The API is at <a href="/api/docs">/api/docs</a>.</p>
</html>
`;
