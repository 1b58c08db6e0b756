import { maxHeaderBytes } from "./limits.ts";

/*
 * Imported for its effect, before anything that imports uWebSockets.js: that reads the variable when it is loaded, and
 * answers what is above it, 4 KiB by itself, with a page in HTML.
 */

// oxlint-disable-next-line node/no-process-env -- the only way to tell uWebSockets.js
process.env["UWS_HTTP_MAX_HEADERS_SIZE"] ??= String(maxHeaderBytes);
