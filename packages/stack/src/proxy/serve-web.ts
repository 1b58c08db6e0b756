import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream";
import { mime, send } from "@fastify/send";
import { securityHeaders } from "./security-headers.ts";
import { sendProblem } from "./send-problem.ts";

// As RFC 9239 and Nginx have them; its own table is older.
mime.define({ "text/javascript": ["js", "mjs"], "image/x-icon": ["ico"] }, true);

/** Sends a file of the web app; a path without a file is one of the app's own pages, unless it is that of a file. */
export async function serveWeb(
  webRoot: string,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("Allow", "GET, HEAD");
    sendProblem(response, "method_not_allowed", "A page takes GET and HEAD.");
    return;
  }
  const isAsset = path.startsWith("/assets/");
  const options = { root: webRoot, cacheControl: false };
  const asked = await send(request, path, options);
  const isPage = !isAsset && !namesFile(path);
  const found = asked.type === "file" || !isPage ? asked : await send(request, "/index.html", options);
  const refused = found.type === "error" ? refusals[found.statusCode] : undefined;
  if (refused !== undefined) {
    const range = found.headers["Content-Range"];
    if (range !== undefined) response.setHeader("Content-Range", range);
    sendProblem(response, "invalid_argument", refused, found.statusCode);
    return;
  }
  if (found.type !== "file") {
    sendProblem(response, "route_not_found", "There is no such file.");
    return;
  }
  response.writeHead(found.statusCode, {
    ...found.headers,
    ...securityHeaders,
    "Cache-Control": isAsset ? "public, max-age=31536000, immutable" : "no-cache",
  });
  pipeline(found.stream, response, () => undefined);
}

/** In the words of nginx.conf.template. */
const refusals: Readonly<Record<number, string>> = {
  412: "The file is not as If-Match or If-Unmodified-Since has it.",
  416: "The file has no such part.",
};

/** Something hidden, or with an extension. */
function namesFile(path: string): boolean {
  return /\/\.|\.[^/.]+$/.test(path.replaceAll(/%2e/gi, "."));
}
