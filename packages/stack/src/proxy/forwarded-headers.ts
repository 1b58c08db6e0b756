import type { IncomingMessage } from "node:http";
import { clientAddress } from "./client-address.ts";

const hopByHop = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);
const ours = new Set(["x-real-ip", "x-forwarded-for", "x-forwarded-proto"]);

/** The request's headers as `[name, value]` pairs for the service behind us, with the client's address in them. */
export function forwardedHeaders(request: IncomingMessage): [string, string][] {
  const headers: [string, string][] = [];
  for (let index = 0; index + 1 < request.rawHeaders.length; index += 2) {
    const name = request.rawHeaders[index] ?? "";
    const value = request.rawHeaders[index + 1] ?? "";
    if (!hopByHop.has(name.toLowerCase()) && !ours.has(name.toLowerCase())) headers.push([name, value]);
  }
  const address = clientAddress(request);
  return [...headers, ["X-Real-IP", address], ["X-Forwarded-For", address], ["X-Forwarded-Proto", "http"]];
}
