import { createReadStream, statSync, type Stats } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";
import { securityHeaders } from "./security-headers.ts";
import { sendProblem } from "./send-problem.ts";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".css": "text/css",
  ".js": "text/javascript",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".mp3": "audio/mpeg",
};

/** Sends a file of the web app; a path without a file is one of the app's own pages. */
export function serveWeb(webRoot: string, path: string, request: IncomingMessage, response: ServerResponse): void {
  if (request.method !== "GET" && request.method !== "HEAD") {
    sendProblem(response, "method_not_allowed", "A page takes GET and HEAD.");
    return;
  }
  const asked = insideOf(webRoot, path);
  const isAsset = path.startsWith("/assets/");
  const file = asked !== undefined && findFile(asked) ? asked : isAsset ? undefined : join(webRoot, "index.html");
  const found = file === undefined ? undefined : findFile(file);
  if (file === undefined || found === undefined) {
    sendProblem(response, "route_not_found", "There is no such file.");
    return;
  }
  response.writeHead(200, {
    ...securityHeaders(request),
    "Content-Type": types[extname(file)] ?? "application/octet-stream",
    "Content-Length": found.size,
    "Cache-Control": isAsset ? "public, max-age=31536000, immutable" : "no-cache",
  });
  if (request.method === "HEAD") response.end();
  else
    createReadStream(file)
      .on("error", () => response.destroy())
      .pipe(response);
}

function insideOf(webRoot: string, path: string): string | undefined {
  try {
    const file = join(webRoot, normalize(decodeURIComponent(path)));
    return file.startsWith(`${webRoot}/`) && !file.includes("\0") ? file : undefined;
  } catch {
    return undefined;
  }
}

function findFile(path: string): Stats | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() ? found : undefined;
}
