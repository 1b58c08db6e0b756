import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { clientAddress, clientHost, clientScheme } from "./client-address.ts";

/** What a service reads, as in nginx.conf.template: uWebSockets.js takes fewer than a hundred headers. */
const passedOn = new Set([
  "accept",
  "accept-encoding",
  "accept-language",
  "access-control-request-headers",
  "access-control-request-method",
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
  "sec-fetch-site",
  "sec-websocket-extensions",
  "sec-websocket-key",
  "sec-websocket-protocol",
  "sec-websocket-version",
  "traceparent",
  "tracestate",
  "user-agent",
]);

/** Of the request's headers those that the service behind us reads, with the client's address among them. */
export function forwardedHeaders(request: IncomingMessage): IncomingHttpHeaders {
  // Node has joined or dropped what came more than once.
  const read = Object.entries(request.headers).filter(([name]) => passedOn.has(name));
  const address = clientAddress(request);
  return {
    ...Object.fromEntries(read),
    "x-real-ip": address,
    "x-forwarded-for": address,
    "x-forwarded-proto": clientScheme(request),
    "x-forwarded-host": clientHost(request),
  };
}
