import type { IncomingMessage } from "node:http";
import { clientAddress } from "./client-address.ts";

/** What a service reads, as in nginx.conf.template: uWebSockets.js takes fewer than a hundred headers. */
const passedOn = new Set([
  "accept",
  "accept-encoding",
  "accept-language",
  "authorization",
  "content-length",
  "content-type",
  "cookie",
  "host",
  "idempotency-key",
  "if-modified-since",
  "if-none-match",
  "if-range",
  "origin",
  "range",
  "referer",
  "sec-websocket-extensions",
  "sec-websocket-key",
  "sec-websocket-protocol",
  "sec-websocket-version",
  "traceparent",
  "tracestate",
  "user-agent",
]);

/** The request's headers as `[name, value]` pairs for the service behind us, with the client's address in them. */
export function forwardedHeaders(request: IncomingMessage): [string, string][] {
  const headers: [string, string][] = [];
  // Node has joined or dropped what came more than once.
  for (const [name, value] of Object.entries(request.headers)) {
    if (passedOn.has(name) && value !== undefined) headers.push([name, String(value)]);
  }
  const address = clientAddress(request);
  return [...headers, ["X-Real-IP", address], ["X-Forwarded-For", address], ["X-Forwarded-Proto", "http"]];
}
